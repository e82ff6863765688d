package dev.atoll.systemtests.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The emulators of the tools start firmware with a TPM, as a user without privileges. */
@Tag("system")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmulatorsTest {
    /** Runs until the firmware has tried to boot from the network, at most five minutes. */
    private static final String START = """
            mkdir -p $NAME && cd $NAME && mkdir tpm
            swtpm_setup --tpm2 --tpm-state tpm --overwrite --pcr-banks sha256
            swtpm socket --tpm2 --tpmstate dir=tpm --ctrl type=unixio,path=s --terminate &
            until [ -S s ]; do sleep 0.1; done
            cp "$TREE/usr/share/$VARIABLES" variables
            $QEMU --version
            $QEMU -nodefaults -no-user-config -accel tcg,thread=multi -smp 2 -m 512 $BOARD \\
                -drive "if=pflash,format=raw,unit=0,readonly=on,file=$TREE/usr/share/$CODE" \\
                -drive if=pflash,format=raw,unit=1,file=variables \\
                -chardev socket,id=t,path=s -tpmdev emulator,id=tpm0,chardev=t -device $TPM,tpmdev=tpm0 \\
                -netdev user,id=n,restrict=on -device virtio-net-pci,netdev=n,romfile= \\
                -display none -serial file:console -no-reboot &
            i=0
            until grep -aq 'PXE over' console 2>/dev/null || [ $i = 300 ]; do i=$((i + 1)); sleep 1; done
            kill $!
            wait || :
            cat console
            """;

    private Nobody nobody;

    @BeforeAll
    void compose() throws IOException {
        nobody = Nobody.create();
    }

    @AfterAll
    void clean() throws IOException {
        if (nobody != null) {
            nobody.close();
        }
    }

    @Test
    void x86FirmwareStarts() {
        assertThat(nobody.run("NAME=x86 QEMU=qemu-system-x86_64 TPM=tpm-tis VARIABLES=OVMF/OVMF_VARS_4M.fd\n"
                        + "CODE=OVMF/OVMF_CODE_4M.secboot.fd\n"
                        + "BOARD='-machine q35,smm=on -cpu max -global driver=cfi.pflash01,property=secure,value=on'\n"
                        + START))
                .contains("QEMU emulator version 10", "Start PXE over IPv4");
    }

    @Test
    void armFirmwareStarts() {
        assertThat(nobody.run("NAME=arm QEMU=qemu-system-aarch64 TPM=tpm-tis-device VARIABLES=AAVMF/AAVMF_VARS.fd\n"
                        + "CODE=AAVMF/AAVMF_CODE.secboot.fd BOARD='-machine virt -cpu max,pauth-impdef=on'\n"
                        + START))
                .contains("UEFI firmware (version 20", "Start PXE over IPv4");
    }
}
