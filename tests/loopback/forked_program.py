"""Programs in Python whose runs are forked from a process that has imported them, which is most of a short run.

The program that stands in for them hands over its arguments, its variables, its folder and its three files, waits for
the end of the new process, and ends with the same code. POSIX only, like the rest of the stand-in.
"""

from __future__ import annotations

import select
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

SECONDS: Final = 60
_SERVER: Final = r"""
import marshal, os, select, signal, socket, sys, traceback
exec(sys.argv[2])
def code_of(arguments):
    sys.argv = ["-c", *arguments[3:]]
    try:
        exec(compile(arguments[2], "<string>", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        if end.code is None or isinstance(end.code, int):
            return end.code or 0
        print(end.code, file=sys.stderr)
        return 1
    except BaseException as fault:
        traceback.print_exception(fault.with_traceback(fault.__traceback__.tb_next))
        return 1
    return 0
def work(client):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    code = 1
    try:
        given, files, _, _ = socket.recv_fds(client, 1 << 16, 3)
        while more := client.recv(1 << 16):
            given += more
        arguments, variables, folder = marshal.loads(given)
        for number, file in enumerate(files):
            os.dup2(file, number)
            os.close(file)
        sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)
        sys.stderr = open(2, "w", 1, errors="backslashreplace", closefd=False)
        os.environ.clear()
        os.environ.update(variables)
        os.chdir(folder)
        code = code_of(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        client.send(str(code).encode())
    finally:
        os._exit(code)
signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets processes that end
with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.bind(sys.argv[1])
    server.listen()
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([server, 0], [], [])
        if 0 in ready:  # the tests have ended
            break
        client, _ = server.accept()
        with client:
            if os.fork() == 0:
                server.close()
                work(client)
"""
_CLIENT: Final = """#!{python} -IS
import marshal, os, socket, sys
with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
    server.connect({place!r})
    given = marshal.dumps(({arguments}, dict(os.environ), os.getcwd()))
    sent = socket.send_fds(server, [given], [0, 1, 2])
    server.sendall(given[sent:])
    server.shutdown(socket.SHUT_WR)
    code = server.recv(9)
sys.exit(int(code or 1))
"""


@contextmanager
def forked(
    client: Path, python: Path, imports: str, variables: Mapping[str, str], arguments: str = "sys.argv"
) -> Iterator[None]:
    """Write the client, and serve its runs; its folder has a path that is short enough for a socket.

    ``imports`` are the statements that are done once. ``arguments`` is what the client sends as an expression: the
    program, -c, the code to run, and what that finds in ``sys.argv``.
    """
    place = client.with_name("socket")
    client.write_text(_CLIENT.format(python=python, place=str(place), arguments=arguments), "utf-8")
    client.chmod(0o700)
    command = [str(python), "-c", _SERVER, str(place), imports]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=variables, stdin=pipe, stdout=pipe) as server:
        assert server.stdout is not None
        assert select.select([server.stdout], [], [], SECONDS)[0], f"{client.name} did not start"
        assert server.stdout.readline() == b"ready\n"
        yield
