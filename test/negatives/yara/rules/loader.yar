rule Loader_Generic
{
    meta:
        author = "Kaspersky Lab"
        description = "Loader seen in an espionage campaign"
        reference = "https://securelist.com/loader/12345/"
        hash = "0123456789abcdef0123456789abcdef"
        copyright = "Kaspersky Lab ZAO"
    strings:
        $a = "klif.sys" wide
        $b = "avp.exe" nocase
    condition:
        any of them
}
