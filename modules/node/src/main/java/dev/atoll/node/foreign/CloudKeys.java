package dev.atoll.node.foreign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keys of cloud-init that have nothing to go to, and what to do instead. */
final class CloudKeys {
    private static final Map<String, Advice> UNSUPPORTED = new LinkedHashMap<>();

    private CloudKeys() {}

    private record Advice(String why, String instead) {}

    private static void say(String why, String instead, String... keys) {
        List.of(keys).forEach(key -> UNSUPPORTED.put(key, new Advice(why, instead)));
    }

    static {
        say(
                "a node runs no commands of its configuration, so that it is what the configuration says",
                "write what they make as files, units and users; what must run as a unit: units: with text and state: enabled",
                "runcmd",
                "bootcmd");
        say(
                "packages belong to the image, which is the same on all nodes",
                "name them below packages: install: of the image definition",
                "packages",
                "snap");
        say(
                "packages belong to the image; a node takes releases of it",
                "build the image anew, and update the node to it",
                "package_update",
                "package_upgrade",
                "package_reboot_if_required",
                "apt_update",
                "apt_upgrade",
                "apt_reboot_if_required");
        say(
                "packages come with the image, so a node has no sources of them",
                "name the sources below sources: of the image definition",
                "apt",
                "apt_pipelining",
                "apk_repos",
                "yum_repos",
                "yum_repo_dir",
                "zypper",
                "rh_subscription",
                "spacewalk",
                "ubuntu_pro",
                "ubuntu_advantage",
                "drivers");
        say(
                "a node has no agents that configure it beside its configuration",
                "write what the agent would make into the configuration, or put the agent into the image",
                "ansible",
                "chef",
                "puppet",
                "salt_minion",
                "mcollective",
                "landscape");
        say("host keys are made on the node and stay there; they are secrets", "nothing", "ssh_keys");
        say(
                "host keys are made on the node, once",
                "nothing",
                "ssh_deletekeys",
                "ssh_genkeytypes",
                "ssh_quiet_keygen",
                "ssh_publish_hostkeys");
        say(
                "what the console shows is the image's",
                "nothing",
                "ssh",
                "ssh_key_console_blacklist",
                "ssh_fp_console_blacklist",
                "no_ssh_fingerprints",
                "authkey_hash",
                "final_message",
                "output");
        say("keys are not fetched from other sites", "write them below users: sshKeys:", "ssh_import_id");
        say(
                "the image has one language and keyboard",
                "put a file /etc/locale.conf or /etc/vconsole.conf into files:, if the image has the data",
                "locale",
                "locale_configfile",
                "keyboard");
        say(
                "the state's partition takes the rest of the disk by itself at the first boot",
                "nothing",
                "growpart",
                "resize_rootfs");
        say(
                "disks of a node are named by stable names, and their partitions by labels",
                "write them below disks:, with a device of /dev/disk/by-id/",
                "disk_setup",
                "fs_setup",
                "device_aliases");
        say(
                "the machine boots by systemd-boot",
                "put kernel arguments into kernelAddons: of the image definition",
                "grub_dpkg");
        say("the board's firmware is not the node's configuration", "prepare the boot medium", "rpi");
        say("a node reports by its agent", "nothing", "phone_home", "reporting");
        say("a node reboots when a change needs it", "nothing", "power_state");
        say(
                "keys of tunnels are secrets, which a configuration never holds",
                "put the unit and its credential into units:, if the image has WireGuard",
                "wireguard");
        say("the journal is the log", "if the image has rsyslog, put its files into files:", "rsyslog");
        say("random numbers are the kernel's, seeded by firmware and saved at shutdown", "nothing", "random_seed");
        say("containers of a node are named in its configuration", "write them below containers:", "lxd");
        say(
                "a file below /etc has the same effect in every image that has the program",
                "put the program's own file into files:",
                "byobu_by_default",
                "fan",
                "disable_ec2_metadata",
                "updates");
        say(
                "cloud-init does not run on a node",
                "nothing",
                "merge_how",
                "merge_type",
                "launch-index",
                "cloud_init_modules",
                "cloud_config_modules",
                "cloud_final_modules",
                "system_info",
                "vendor_data",
                "datasource",
                "datasource_list",
                "allow_public_ssh_keys");
        say("an installer's answers are not a node's configuration", "nothing", "autoinstall");
    }

    /** Takes all of them. */
    static void takeUnsupported(Cursor top) {
        UNSUPPORTED.forEach((key, advice) -> top.lost(key, advice.why(), advice.instead()));
    }
}
