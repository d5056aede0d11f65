// SPDX-License-Identifier: Apache-2.0
package io.sealwatch.guard;

import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * A seccomp filter: everything may be called except what only attaching needs, or what would let whoever took the sensor
 * over reach into other processes, mounts and the kernel. What is refused fails with EPERM, it does not kill.
 *
 * <pre>
 *  struct seccomp_data: | number 4 | architecture 4 | instruction pointer 8 | arguments 6 x 8 |
 *  struct sock_filter:  | code 2 | jump if true 1 | jump if false 1 | k 4 |
 * </pre>
 */
final class SealFilter {
    private static final short LOAD_WORD = 0x20;
    private static final short JUMP_IF_EQUAL = 0x15;
    private static final short JUMP_IF_NOT_LESS = 0x35;
    private static final short RETURN = 0x06;
    private static final int ALLOW = 0x7FFF0000;
    private static final int REFUSE = 0x00050000 | 1;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int FIRST_ARGUMENT = 16;
    /** The second system call table of x86_64; numbers of no other architecture come near. */
    private static final int X32 = 0x40000000;

    /** BPF_MAP_LOOKUP_ELEM, UPDATE_ELEM, DELETE_ELEM, GET_NEXT_KEY, BPF_OBJ_GET_INFO_BY_FD, BPF_MAP_LOOKUP_BATCH */
    private static final int[] BPF_COMMANDS = {1, 2, 3, 4, 15, 24};

    private static final int INSTRUCTION = 8;
    private static final int PROGRAM = 16;

    private record Instruction(short code, int whenTrue, int whenFalse, int value) {}

    private SealFilter() {}

    /** The program and, behind it, the {@code struct sock_fprog} that points to it; closing it frees both. */
    static Memory program(SystemCalls calls) {
        List<Instruction> instructions = instructions(calls);
        int header = instructions.size() * INSTRUCTION;
        Memory memory = new Memory(header + (long) PROGRAM);
        memory.clear();
        int at = 0;
        for (Instruction one : instructions) {
            memory.setShort(at, one.code());
            memory.setByte(at + 2L, (byte) one.whenTrue());
            memory.setByte(at + 3L, (byte) one.whenFalse());
            memory.setInt(at + 4L, one.value());
            at += INSTRUCTION;
        }
        memory.setShort(header, (short) instructions.size());
        memory.setPointer(header + 8L, memory.share(0));
        return memory;
    }

    static long headerOffset(Memory program) {
        return program.size() - PROGRAM;
    }

    private static List<Instruction> instructions(SystemCalls calls) {
        List<Instruction> all = new ArrayList<>();
        all.add(new Instruction(LOAD_WORD, 0, 0, ARCHITECTURE));
        all.add(new Instruction(JUMP_IF_EQUAL, 1, 0, calls.auditArchitecture()));
        all.add(new Instruction(RETURN, 0, 0, REFUSE));
        all.add(new Instruction(LOAD_WORD, 0, 0, NUMBER));
        all.add(new Instruction(JUMP_IF_NOT_LESS, 0, 1, X32));
        all.add(new Instruction(RETURN, 0, 0, REFUSE));
        for (int number : calls.refused()) {
            all.add(new Instruction(JUMP_IF_EQUAL, 0, 1, number));
            all.add(new Instruction(RETURN, 0, 0, REFUSE));
        }
        all.add(new Instruction(JUMP_IF_EQUAL, 1, 0, calls.bpf()));
        all.add(new Instruction(RETURN, 0, 0, ALLOW));
        all.add(new Instruction(LOAD_WORD, 0, 0, FIRST_ARGUMENT));
        for (int command : BPF_COMMANDS) {
            all.add(new Instruction(JUMP_IF_EQUAL, 0, 1, command));
            all.add(new Instruction(RETURN, 0, 0, ALLOW));
        }
        all.add(new Instruction(RETURN, 0, 0, REFUSE));
        return all;
    }
}
