terraform {
  required_version = ">= 1.6"
}

variable "agent_publisher" {
  type    = string
  default = "KasperskyLab.SecurityAgent"
}

resource "azurerm_virtual_machine_extension" "endpoint" {
  name                 = "endpoint-security"
  virtual_machine_id   = azurerm_windows_virtual_machine.app.id
  publisher            = var.agent_publisher
  type                 = "KasperskyLabSecurityAgent"
  type_handler_version = "1.0"
}

resource "aws_instance" "bastion" {
  ami           = data.aws_ami.debian.id
  instance_type = "t3.small"

  user_data = <<-EOF
    #!/bin/bash
    apt-get update
    dpkg -i /srv/packages/klnagent64_15.1.0-20748_amd64.deb
    /opt/kaspersky/klnagent64/lib/bin/setup/postinstall.pl --auto
  EOF
}
