package dev.atoll.node.azure;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Documents in the shapes that the platform gives them. */
final class Documents {
    private Documents() {}

    static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] environment(String inside) {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <Environment xmlns="http://schemas.dmtf.org/ovf/environment/1" xmlns:wa="http://schemas.microsoft.com/windowsazure">
                  <wa:ProvisioningSection>
                    <wa:Version>1.0</wa:Version>
                    <LinuxProvisioningConfigurationSet xmlns="http://schemas.microsoft.com/windowsazure" xmlns:i="http://www.w3.org/2001/XMLSchema-instance">
                      <ConfigurationSetType>LinuxProvisioningConfiguration</ConfigurationSetType>
                      %s
                    </LinuxProvisioningConfigurationSet>
                  </wa:ProvisioningSection>
                  <wa:PlatformSettingsSection>
                    <wa:Version>1.0</wa:Version>
                    <PlatformSettings xmlns="http://schemas.microsoft.com/windowsazure"><GuestAgentPackageName i:nil="true"/></PlatformSettings>
                  </wa:PlatformSettingsSection>
                </Environment>
                """.formatted(inside).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] machine() {
        return environment("""
                <HostName>vm1</HostName><UserName>core</UserName><UserPassword></UserPassword>
                <DisableSshPasswordAuthentication>true</DisableSshPasswordAuthentication>
                <SSH><PublicKeys><PublicKey><Fingerprint>EB0C</Fingerprint><Path>/home/core/.ssh/authorized_keys</Path>
                <Value>ssh-ed25519 AAAA core</Value></PublicKey></PublicKeys></SSH>
                <CustomData>%s</CustomData>""".formatted(base64("node: 1\nhostname: custom\n")));
    }

    static byte[] instance(String userData) {
        return """
                {"compute": {"azEnvironment": "AzurePublicCloud", "name": "vm", "userData": "%s",
                  "osProfile": {"adminUsername": "admin", "computerName": "vm2", "disablePasswordAuthentication": "true"},
                  "publicKeys": [{"keyData": "ssh-ed25519 BBBB\\r\\n", "path": "\\/home\\/admin"}], "tagsList": []},
                 "network": {"interface": []}}
                """.formatted(userData).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] goalState() {
        return """
                <?xml version="1.0" encoding="utf-8"?>
                <GoalState xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <Version>2012-11-30</Version><Incarnation>7</Incarnation>
                  <Machine><ExpectedState>Started</ExpectedState></Machine>
                  <Container><ContainerId>c-1</ContainerId><RoleInstanceList><RoleInstance>
                    <InstanceId>_vm &amp; 1</InstanceId><State>Started</State>
                  </RoleInstance></RoleInstanceList></Container>
                </GoalState>
                """.getBytes(StandardCharsets.UTF_8);
    }
}
