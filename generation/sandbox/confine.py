"""Takes away what opening a picture does not need: files, network, processes, memory.

Call `confine` after the last import: nothing can be opened afterwards.
"""

import ctypes
import platform
import resource
import struct
import sys
from pathlib import Path

# Linux system calls left to the child, per machine: the architecture as seccomp names it, and the
# calls' numbers. Use what is open, manage memory, handle signals, take the time, end. From
# linux/audit.h, arch/x86/entry/syscalls/syscall_64.tbl and asm-generic/unistd.h.
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_ALLOWED_CALLS = {  # name: number on x86_64, on aarch64
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "fstat": (5, 80),
    "lseek": (8, 62),
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "brk": (12, 214),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "futex": (202, 98),
    "sched_yield": (24, 124),
    "clock_gettime": (228, 113),
    "getrandom": (318, 278),
    "getpid": (39, 172),
    "gettid": (186, 178),
    "tgkill": (234, 131),
    "exit": (60, 93),
    "exit_group": (231, 94),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # classic BPF
_ALLOW, _KILL, _FAIL_WITH_EPERM = 0x7FFF0000, 0x80000000, 0x00050001
_CALL_NUMBER_AT, _ARCHITECTURE_AT = 0, 4  # offsets in struct seccomp_data


def confine(*, memory_bytes: int, cpu_seconds: int) -> None:
    """Give up files, network, processes and all memory beyond `memory_bytes` more than now.

    Limits that the system does not know are skipped: macOS has no limit on address space and no
    seccomp, and still opens no file, because no descriptor is left to open it with.
    """
    _limit_memory(memory_bytes)
    for kind, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    machine = platform.machine()
    if sys.platform == "linux" and machine in _ARCHITECTURES:
        column = list(_ARCHITECTURES).index(machine)
        calls = [numbers[column] for numbers in _ALLOWED_CALLS.values()]
        _allow_only(_ARCHITECTURES[machine], calls)


def _limit_memory(memory_bytes: int) -> None:
    if sys.platform != "linux":
        return
    pages_mapped = int(Path("/proc/self/statm").read_text().split()[0])
    most = pages_mapped * resource.getpagesize() + memory_bytes
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _allow_only(architecture: int, calls: list[int]) -> None:
    """Make every other system call fail with EPERM, for good (seccomp filter mode).

    A kernel without seccomp refuses the filter; the resource limits then stand alone.

    Source:
        Linux kernel, Documentation/userspace-api/seccomp_filter.rst.
    """
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE_AT),
        (_JUMP_IF_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _CALL_NUMBER_AT),
        *((_JUMP_IF_EQUAL, len(calls) - index, 0, call) for index, call in enumerate(calls)),
        (_RETURN, 0, 0, _FAIL_WITH_EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, program, 0, 0)
