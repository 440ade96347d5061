# Background: https://securelist.com/the-case/98765/ and https://www.kaspersky.com/blog
resource "aws_instance" "honeypot" {
  ami           = "ami-0abcdef1234567890" # see https://securelist.com/honeypots/
  instance_type = "t3.micro"
}
