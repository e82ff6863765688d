package dev.atoll.systemtests.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every family of tools does its work on real input, as a user without privileges. */
@Tag("conformance")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ToolsConformanceTest {
    private static final String SPEC = """
            Name: reef
            Version: 1.2
            Release: 3
            Summary: A small package
            License: MIT
            BuildArch: noarch
            Requires: sand >= 2
            %description
            For tests.
            %install
            mkdir -p %{buildroot}/usr/share/reef
            echo hello > %{buildroot}/usr/share/reef/text
            %files
            /usr/share/reef
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
    void theyRunAsAUserWithoutPrivileges() {
        assertThat(nobody.run("id -u; for set in Inh Prm Eff; do grep Cap$set: /proc/self/status; done"))
                .doesNotStartWith("0\n")
                .contains("CapEff:\t0000000000000000");
    }

    @Test
    void everyElfProgramFindsItsLibrariesInTheTree() {
        // The loader lists what it would load; a path outside the tree is a library of the host's.
        assertThat(nobody.run("""
                        for program in "$TREE"/../bin/*; do
                            name=${program##*/}
                            for file in "$TREE/usr/bin/$name" "$TREE/usr/sbin/$name"; do
                                [ -f "$file" ] || continue
                                case $(head -c 4 "$file" | od -An -tx1) in " 7f 45 4c 46") ;; *) continue ;; esac
                                l=$TREE/usr/lib/x86_64-linux-gnu
                                "$l/ld-linux-x86-64.so.2" --library-path "$l:$l/systemd:$l/swtpm" --list "$file" |
                                    grep -v -e "$TREE" -e linux-vdso -e statically | sed "s|^|$name: |" || :
                            done
                        done""")).isEmpty();
    }

    @Test
    void erofsUtilsWriteAndCheck() {
        assertThat(nobody.run("""
                        mkdir -p e && head -c 300000 /dev/urandom > e/noise && seq 1 99999 > e/numbers
                        mkfs.erofs --quiet -zzstd,3 e.img e
                        fsck.erofs --extract=out e.img >/dev/null && diff -r e out && echo same
                        dump.erofs -s e.img
                        mkfs.erofs --version""")).contains("same", "Filesystem magic number", "1.8");
        assertThat(nobody.tryRun("head -c 8192 /dev/zero > bad.img; fsck.erofs bad.img")
                        .status())
                .isNotZero();
    }

    @Test
    void veritysetupFormatsAndVerifies() {
        assertThat(nobody.tryRun("""
                        head -c 2M /dev/urandom > data
                        hash=$(veritysetup format data hashes | sed -n 's/^Root hash:[[:space:]]*//p')
                        veritysetup verify data hashes "$hash" && echo verified
                        printf x | dd of=data bs=1 seek=9000 conv=notrunc 2>/dev/null
                        veritysetup verify data hashes "$hash\"""")).satisfies(result -> {
            assertThat(result.output()).contains("verified", "Verification");
            assertThat(result.status()).isNotZero();
        });
    }

    @Test
    void partitionsAndFatVolumesAreWrittenAndRead() {
        assertThat(nobody.run("""
                        truncate -s 64M disk
                        sgdisk --new=1:2048:0 --typecode=1:ef00 disk >/dev/null
                        sgdisk --verify disk
                        sfdisk --json disk | jq -r '.partitiontable.partitions[0].type'
                        mkfs.vfat -C volume 65536 >/dev/null
                        printf 'caf\\303\\251\\n' > text
                        mcopy -i volume text ::/grüße.txt
                        mdir -b -i volume ::
                        fsck.vfat -n volume"""))
                .contains("No problems found", "C12A7328-F81F-11D2-BA4B-00A0C93EC93B", "ße.txt", "1 files");
    }

    @Test
    void kernelsAreMeasuredUnifiedSignedAndVerified() {
        assertThat(nobody.run("""
                        openssl req -x509 -newkey rsa:2048 -nodes -keyout k -out c -subj /CN=tester -days 9 2>/dev/null
                        stub=$TREE/usr/lib/systemd/boot/efi/linuxx64.efi.stub
                        ukify build --linux="$stub" --stub="$stub" --cmdline='quiet roothash=00' --uname=6.12.0 \\
                            --secureboot-private-key=k --secureboot-certificate=c --measure --output=uki.efi
                        sbverify --cert c uki.efi
                        objdump -h uki.efi | grep -c cmdline
                        file uki.efi
                        ukify inspect uki.efi"""))
                .contains("11:sha256=", "Signature verification OK", "PE32+ executable", "quiet roothash=00");
    }

    @Test
    void unitsAreVerified() {
        nobody.put("wrong.service", "[Service]\nExecStart=/bin/true\nNoSuchKey=1\n");
        assertThat(nobody.run("systemd-analyze verify --man=no \"$HOME/wrong.service\""))
                .contains("Unknown key 'NoSuchKey'");
    }

    @Test
    void packagesAreBuiltReadAndFoundInARepository() {
        nobody.put("reef.spec", SPEC);
        assertThat(nobody.run("""
                        rpmbuild -bb --quiet --define "_topdir $HOME/rpm" reef.spec >/dev/null 2>&1
                        mkdir -p repository && cp rpm/RPMS/noarch/*.rpm repository/
                        rpm -qp --requires repository/reef-1.2-3.noarch.rpm
                        rpmkeys -K --nosignature repository/reef-1.2-3.noarch.rpm
                        rpm2cpio repository/reef-1.2-3.noarch.rpm | cpio -t --quiet
                        createrepo_c --quiet repository
                        mkdir -p root
                        dnf --installroot="$HOME/root" --releasever=1 --setopt=cachedir="$HOME/cache" \\
                            --setopt=reposdir=/nowhere --repofrompath="r,$HOME/repository" --repo=r --quiet \\
                            repoquery --qf 'found %{name} %{evr}.%{arch}'"""))
                .contains("sand >= 2", "digests OK", "./usr/share/reef/text", "found reef 1.2-3.noarch");
    }

    @Test
    void theReferenceSolverSolves() {
        String test = """
                repo available 0 testtags <inline>
                #>=Pkg: a 1 1 noarch
                #>=Req: b >= 2
                #>=Pkg: b 2 1 noarch
                system x86_64 rpm
                job install name a
                result transaction,problems <inline>
                #>install a-1-1.noarch@available
                #>install b-2-1.noarch@available
                """;
        nobody.put("right.t", test);
        nobody.put("wrong.t", test.replace("b >= 2", "b >= 3"));
        assertThat(nobody.run("testsolv right.t")).isEmpty();
        assertThat(nobody.tryRun("testsolv wrong.t").output())
                .contains("nothing provides b >= 3 needed by a-1-1.noarch");
    }

    @Test
    void ociLayoutsAreReadAndCopied() {
        assertThat(nobody.run("""
                        mkdir -p oci/blobs/sha256 layer && cd oci
                        echo hi > ../layer/file
                        add() { h=$(sha256sum < "$1" | cut -d' ' -f1); s=$(wc -c < "$1"); mv "$1" "blobs/sha256/$h"; }
                        tar -C ../layer -cf t file && add t && layer=$h size=$s
                        echo '{"architecture":"amd64","os":"linux","config":{},"rootfs":{"type":"layers","diff_ids":["sha256:'$layer'"]}}' > t
                        add t && config=$h csize=$s
                        type=application/vnd.oci.image
                        echo '{"schemaVersion":2,"mediaType":"'$type'.manifest.v1+json","config":{"mediaType":"'$type'.config.v1+json","digest":"sha256:'$config'","size":'$csize'},"layers":[{"mediaType":"'$type'.layer.v1.tar","digest":"sha256:'$layer'","size":'$size'}]}' > t
                        add t
                        echo '{"schemaVersion":2,"manifests":[{"mediaType":"'$type'.manifest.v1+json","digest":"sha256:'$h'","size":'$s',"annotations":{"org.opencontainers.image.ref.name":"v1"}}]}' > index.json
                        echo '{"imageLayoutVersion":"1.0.0"}' > oci-layout
                        cd .. && skopeo inspect oci:oci:v1 | jq -r '.Architecture, (.Layers | length)'
                        skopeo copy --quiet oci:oci:v1 oci-archive:image.tar && tar -tf image.tar | grep -c blobs/""")).contains("amd64\n1\n").endsWith("5\n");
    }

    @Test
    void filesOfOtherKindsAreRead() {
        assertThat(nobody.run("""
                        qemu-img create -q -f qcow2 disk.qcow2 10M
                        qemu-img check disk.qcow2
                        seq 1 9999 > n && xz -k n && zstd -q -k n && xz -dc n.xz | cmp - n && zstd -dc n.zst | cmp - n
                        file -b n.xz n.zst
                        readelf -d "$TREE/usr/bin/qemu-img" | grep -c NEEDED
                        modinfo --version | head -n1"""))
                .contains("No errors were found", "XZ compressed data", "Zstandard compressed data", "kmod version 34");
    }
}
