package dev.atoll.machine.qemu;

import java.util.HexFormat;

/**
 * A guest of 64 KiB that needs no firmware: it goes from the reset vector to long mode the way a kernel does, uses
 * what every kernel uses there, says so on the first serial port and ends QEMU.
 *
 * <p>Why these steps: hypervisors that emulate the guest's privileged code often manage 16-bit code and fail where a
 * kernel's decompressor first uses a BMI2 instruction.
 */
final class ProbeGuest {
    /** What it writes to the serial port when all went well. */
    static final String MARKER = "long mode works";

    /** QEMU's exit code then: the guest writes 0x31 to {@code isa-debug-exit}, which makes it {@code 0x31 * 2 + 1}. */
    static final int EXIT_CODE = 0x63;

    /** I/O port of the {@code isa-debug-exit} device it expects. */
    static final int EXIT_PORT = 0xf4;

    private static final int SIZE = 1 << 16;
    private static final int RESET_VECTOR = SIZE - 16;

    /** Code at segment 0xf000, one instruction a line; the code's address in 32 bits is 0xf0000. */
    private static final String CODE = """
            fa                            | cli                         ; real mode
            b8 00 f0                      | mov ax, 0xf000
            8e d8                         | mov ds, ax
            66 0f 01 16 08 01             | lgdt [0x108]
            0f 20 c0                      | mov eax, cr0
            0c 01                         | or al, PE
            0f 22 c0                      | mov cr0, eax
            66 ea 1c 00 0f 00 10 00       | jmp 0x10:0xf001c
            b8 18 00 00 00                | mov eax, 0x18               ; protected mode
            8e d8                         | mov ds, eax
            8e c0                         | mov es, eax
            8e d0                         | mov ss, eax
            bf 00 10 00 00                | mov edi, 0x1000             ; three page tables, zeroed
            31 c0                         | xor eax, eax
            b9 00 0c 00 00                | mov ecx, 0xc00
            fc                            | cld
            f3 ab                         | rep stosd
            c7 05 00 10 00 00 03 20 00 00 | mov dword [0x1000], 0x2003
            c7 05 00 20 00 00 03 30 00 00 | mov dword [0x2000], 0x3003
            c7 05 00 30 00 00 83 00 00 00 | mov dword [0x3000], 0x83    ; the first 2 MiB, one page
            b8 00 10 00 00                | mov eax, 0x1000
            0f 22 d8                      | mov cr3, eax
            b8 20 06 00 00                | mov eax, PAE|OSFXSR|OSXMMEXCPT
            0f 22 e0                      | mov cr4, eax
            b9 80 00 00 c0                | mov ecx, EFER
            0f 32                         | rdmsr
            0d 00 01 00 00                | or eax, LME
            0f 30                         | wrmsr
            0f 20 c0                      | mov eax, cr0
            24 fb                         | and al, ~EM
            0d 03 00 00 80                | or eax, PG|MP|PE
            0f 22 c0                      | mov cr0, eax
            ea 86 00 0f 00 08 00          | jmp 8:0xf0086
            bc 00 80 00 00                | mov esp, 0x8000             ; long mode
            bf 00 90 00 00                | mov edi, 0x9000
            31 c0                         | xor eax, eax
            31 d2                         | xor edx, edx
            31 c9                         | xor ecx, ecx
            8d 58 01                      | lea ebx, [rax + 1]
            f0 48 0f c7 0f                | lock cmpxchg16b [rdi]
            75 41                         | jne stop
            0f 10 07                      | movups xmm0, [rdi]
            66 0f ef c0                   | pxor xmm0, xmm0
            b8 07 00 00 00                | mov eax, 7
            31 c9                         | xor ecx, ecx
            0f a2                         | cpuid
            0f ba e3 08                   | bt ebx, BMI2
            73 14                         | jnc done                    ; an old processor: nothing to try
            b9 03 00 00 00                | mov ecx, 3
            b8 05 00 00 00                | mov eax, 5
            c4 e2 f1 f7 c0                | shlx rax, rax, rcx
            83 f8 28                      | cmp eax, 40
            75 17                         | jne stop
            48 8d 35 3d 00 00 00          | lea rsi, [rip + text]       ; done:
            ba f8 03 00 00                | mov edx, COM1
            b9 10 00 00 00                | mov ecx, 16
            f3 6e                         | rep outsb
            b0 31                         | mov al, 0x31
            e6 f4                         | out 0xf4, al
            f4                            | hlt                         ; stop:
            eb fd                         | jmp stop
            00 00 00 00                   | align 8
            00 00 00 00 00 00 00 00       | 0x0e8: descriptors: none,
            00 00 00 00 00 9a 20 00       | 0x08: code, 64 bits,
            ff ff 00 00 00 9a cf 00       | 0x10: code, 32 bits, flat,
            ff ff 00 00 00 92 cf 00       | 0x18: data, flat
            1f 00 e8 00 0f 00             | 0x108: their table: limit, 0xf00e8
            6c 6f 6e 67 20 6d 6f 64       | 0x10e: the text
            65 20 77 6f 72 6b 73 0a       |
            """;

    private static final String RESET = "ea 00 00 00 f0"; // jmp 0xf000:0

    private ProbeGuest() {}

    /** The ROM, for QEMU's {@code -bios}. */
    static byte[] rom() {
        byte[] rom = new byte[SIZE];
        int at = 0;
        for (String line : CODE.lines().toList()) {
            at = put(rom, at, line.substring(0, line.indexOf('|')));
        }
        put(rom, RESET_VECTOR, RESET);
        return rom;
    }

    private static int put(byte[] rom, int at, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(bytes, 0, rom, at, bytes.length);
        return at + bytes.length;
    }
}
