#!/usr/bin/env python3
"""The command line in a terminal: colours, NO_COLOR, progress, control characters, closed pipes, Ctrl-C.

    tests/cli/terminal.py PROGRAM
"""
import os
import pty
import re
import resource
import select
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
failures = []


def check(name, condition, seen=""):
    if not condition:
        failures.append(name)
        print(f"FAILED {name}: {seen!r}")


def environment(**changes):
    env = dict(os.environ, ACTORNET_DATA=os.path.abspath("data"), TERM="xterm", LC_ALL="C")
    env.pop("NO_COLOR", None)
    env.update(changes)
    return env


def in_terminal(arguments, **changes):
    """All that a person would see, and the exit code."""
    master, slave = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=environment(**changes))
    os.close(slave)
    seen = b""
    while True:
        ready, _, _ = select.select([master], [], [], 60)
        try:
            chunk = os.read(master, 65536) if ready else b""
        except OSError:
            chunk = b""
        if not chunk:
            break
        seen += chunk
    os.close(master)
    return seen, process.wait()


def colours_only_on_a_terminal():
    seen, code = in_terminal(["dict", "check", "people.tsv"])
    check("a finding is coloured", b"\x1b[1;31merror:" in seen and code == 1, seen)
    check("the caret is coloured", re.search(rb"\x1b\[1;32m\^", seen), seen)
    seen, _ = in_terminal(["dict", "check", "people.tsv"], NO_COLOR="1")
    check("NO_COLOR", b"\x1b" not in seen and b"error:" in seen, seen)
    seen, _ = in_terminal(["dict", "check", "people.tsv"], TERM="dumb")
    check("TERM=dumb", b"\x1b" not in seen, seen)
    piped = subprocess.run([PROGRAM, "dict", "check", "people.tsv"], capture_output=True, env=environment())
    check("no colour in a pipe", b"\x1b" not in piped.stdout + piped.stderr, piped)


def names_are_bold_in_explain():
    seen, _ = in_terminal(["explain", "net.graphml", "n1", "n2"])
    check("a form is bold", b"\x1b[1mAda\x1b[0m met \x1b[1mBob\x1b[0m" in seen, seen)
    check("part of a word is not bold", b"\x1b[1mBob\x1b[0mby" not in seen, seen)


def control_characters_do_not_get_through():
    for arguments in (["explain", "net.graphml", "n1", "n3"], ["centrality", "net.graphml", "--by", "degree"],
                      ["centrality", "net.graphml", "--by", "degree", "--csv"], ["centrality", "net.graphml", "--json"],
                      ["explain", "net.graphml", "--missing", "\x1b]0;x\x07"], ["explain", "net.graphml", "\x1b]0;x\x07"],
                      ["build", "\x1b]0;x\x07.txt", "-o", "x.svg"], ["help", "\x1b]0;x\x07"], ["build", "x", "--\x1b]0;x\x07"]):
        seen, _ = in_terminal(arguments, NO_COLOR="1")
        check(f"control characters of {arguments}", not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]", seen), seen)


def a_reader_that_goes_away():
    for arguments in (["extract", "many"], ["help", "--man"], ["centrality", "net.graphml"]):
        reader, writer = os.pipe()
        os.close(reader)  # before the program starts, which may else have written all it has
        done = subprocess.run([PROGRAM, *arguments], stdout=writer, stderr=subprocess.PIPE, env=environment())
        os.close(writer)
        check(f"closed pipe, {arguments}", done.returncode == 1 and done.stderr == b"", done)


def with_slow_input(arguments, stdin, **changes):
    """What a person sees of a run on the terminal whose standard input comes after more than a second."""
    master, slave = pty.openpty()
    process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=slave, env=environment(**changes))
    os.close(slave)
    time.sleep(1.2)
    process.stdin.write(stdin)
    process.stdin.close()
    seen = b""
    while True:
        try:
            chunk = os.read(master, 65536)
        except OSError:
            chunk = b""
        if not chunk:
            break
        seen += chunk
    os.close(master)
    return seen, process.wait()


def progress_after_a_second():
    seen, code = with_slow_input(["extract", "-", "many"], b"Algeria and Morocco.")
    check("a long run shows a bar", b"\r" in seen and b"documents " in seen and code == 0, (code, seen))
    check("the bar is erased", seen.endswith(b"\r\x1b[K"), seen[-80:])
    seen, code = with_slow_input(["extract", "-", "many", "--quiet"], b"Algeria and Morocco.")
    check("--quiet shows no bar", seen == b"" and code == 0, (code, seen))
    seen, code = with_slow_input(["extract", "-", "many"], b"Algeria and Morocco.", TERM="dumb")
    check("a dumb terminal shows no bar", seen == b"" and code == 0, (code, seen))


def interrupt_leaves_no_file():
    process = subprocess.Popen([PROGRAM, "extract", "-", "many", "-o", "stopped.jsonl"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE, env=environment(), preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
    time.sleep(1)
    process.send_signal(signal.SIGINT)
    time.sleep(0.1)
    process.stdin.close()
    process.wait()
    check("Ctrl-C ends the run", process.returncode == -signal.SIGINT, process.returncode)
    check("Ctrl-C leaves no file", not [name for name in os.listdir(".") if name.startswith("stopped")], os.listdir("."))


def write_network(path, count):
    with open(path, "w", encoding="ascii") as file:
        file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="l" for="node" attr.name="label" attr.type="string"/>'
                   '<graph edgedefault="undirected">' + "".join(f'<node id="n{i}"><data key="l">Name {i}</data></node>' for i in range(count)) +
                   "".join(f'<edge source="n{i}" target="n{i * 7919 % count}"/>' for i in range(count)) + "</graph></graphml>")


def outputs(word):
    return [name for name in os.listdir(".") if word in name]


def two_signals_leave_no_network():
    """The program is held while its temporary file is there, then told to end twice."""
    write_network("long.graphml", 60000)
    for ending in ("graphml", "json", "csv", "dot", "svg"):
        process = subprocess.Popen([PROGRAM, "convert", "long.graphml", f"half.{ending}"], stderr=subprocess.PIPE, env=environment(),
                                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
        while process.poll() is None and not outputs("half"):
            time.sleep(0.001)
        process.send_signal(signal.SIGSTOP)
        held = bool(outputs(".half"))
        for signal_ in (signal.SIGINT, signal.SIGTERM, signal.SIGCONT):
            process.send_signal(signal_)
        _, said = process.communicate()
        check(f"two signals end the writing of .{ending}", held and process.returncode in (-signal.SIGINT, -signal.SIGTERM), (held, process.returncode, said))
        check(f"and leave no half .{ending}", not outputs("half"), os.listdir("."))
        for name in outputs("half"):
            os.remove(name)


def a_full_disk_leaves_nothing():
    """A limit on the size of files stands for it."""
    write_network("wide.graphml", 3000)
    write_names("wide.tsv", 3000)
    write_names("few.tsv", 10)
    with open("wide.jsonl", "w", encoding="ascii") as file:
        file.write('{"text":"Ada Roy met Bob Lee in Algeria and Morocco.","mentions":[{"start":0,"end":7,"type":"person"}]}\n' * 300)
    runs = [["convert", "wide.graphml", f"full.{ending}"] for ending in ("graphml", "json", "csv", "dot")]
    runs += [["draw", "wide.graphml", "-o", f"full.{ending}"] for ending in ("svg", "png", "pdf")]
    runs += [["extract", "many", "-o", "full.jsonl"], ["build", "many", "-o", "full.graphml"],
             ["build", "many", "-o", "small.csv", "--report", "full.report.json"],
             ["centrality", "wide.graphml", "--csv", "-o", "full.txt"], ["aliases", "wide.graphml", "-o", "full.tsv"],
             ["dict", "compile", "wide.tsv", "-o", "full.anet"], ["dict", "sort", "wide.tsv", "-o", "full.tsv"],
             ["dict", "merge", "wide.tsv", "few.tsv", "-o", "full.tsv"], ["dict", "export", "csv", "wide.tsv", "-o", "full.csv"],
             ["train", "wide.jsonl", "-o", "full.weights"]]
    for arguments in runs:
        done = subprocess.run([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(),
                              check=False, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (512, 512)))
        check(f"{arguments} on a full disk", done.returncode == 1 and re.search(rb"error: cannot write .*: File too large\n", done.stderr), done)
        check(f"{arguments} leaves nothing half written", not outputs("full"), outputs("full"))


def what_waits_for_a_pipe_can_be_stopped():
    os.mkfifo("nobody-writes")
    os.mkfifo("nobody-reads")
    waiting = [["extract", "nobody-writes", "-o", "waits.jsonl"], ["extract", "nobody-writes", "--threads", "1", "-o", "waits.jsonl"],
               ["extract", "many", "--dict", "nobody-writes", "-o", "waits.jsonl"], ["link", "nobody-writes", "-o", "waits.graphml"],
               ["extract", "many", "-o", "nobody-reads"], ["dict", "check", "nobody-writes"]]
    processes = [subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
                 for arguments in waiting]
    time.sleep(1)
    for process in processes:
        process.send_signal(signal.SIGTERM)
    for arguments, process in zip(waiting, processes):
        try:
            _, said = process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            _, said = process.communicate()
        check(f"{arguments} can be stopped", process.returncode == -signal.SIGTERM and said == b"actornet: stopped\n", (process.returncode, said))
    check("and leaves nothing half written", not [name for name in os.listdir(".") if "waits" in name], os.listdir("."))


def what_is_to_outlive_its_terminal():
    process = subprocess.Popen([PROGRAM, "extract", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment(),
                               preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    time.sleep(0.7)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.1)
    process.communicate(b"Algeria and Morocco.")
    check("nohup", process.returncode == 0, process.returncode)


def a_text_that_does_not_fit_into_memory():
    with open("large.txt", "w", encoding="ascii") as file:
        file.write("Ada Lovelace met Charles Babbage. " * 600000)
    done = subprocess.run([PROGRAM, "extract", "large.txt", "--names", "dictionary", "-o", "large.jsonl"], stderr=subprocess.PIPE, env=environment(),
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (200 << 20, 200 << 20)))
    if b"Sanitizer" not in done.stderr:
        check("what does not fit into memory is named", done.stderr == b"large.txt: error: out of memory: smaller inputs, or --threads 1, need less\n" and
              done.returncode == 1, done)
        check("and leaves nothing half written", not [name for name in os.listdir(".") if "large.jsonl" in name], os.listdir("."))
    os.remove("large.txt")


def a_name_of_a_thousand_bearers():
    """At each place 64 of its rows are kept; the room of all would be 600 MiB."""
    with open("bearers.tsv", "w", encoding="ascii") as file:
        file.write("actor\ttype\talias\n" + "".join(f"Bearer {i}\tperson\tJohn Smith\n" for i in range(1000)))
    with open("bearers.txt", "w", encoding="ascii") as file:
        file.write("John Smith met the clerk.\n" * 8000)
    done = subprocess.run([PROGRAM, "extract", "bearers.txt", "--dict", "bearers.tsv", "--no-default-dict", "--names", "dictionary", "--threads", "1", "-q"],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20)))
    if b"Sanitizer" not in done.stderr:
        check("many bearers of a name need little", done.returncode == 0 and done.stdout.count(b'"candidates"') == 8000, done.stderr)
    os.remove("bearers.txt")


def write_names(path, count):
    with open(path, "w", encoding="ascii") as file:
        file.write("actor\ttype\n" + "".join(f"Name{i:06} Of{i % 977}\tperson\n" for i in range(count)))


def a_dictionary_that_is_cut_while_it_is_in_use():
    write_names("names.tsv", 60000)
    subprocess.run([PROGRAM, "dict", "compile", "names.tsv", "-o", "names.anet", "--quiet"], env=environment(), check=True)
    process = subprocess.Popen([PROGRAM, "extract", "-", "--dict", "names.anet", "--no-default-dict", "--names", "dictionary"], stdin=subprocess.PIPE,
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    maps = f"/proc/{process.pid}/maps"
    for _ in range(600):
        with open(maps, encoding="utf-8", errors="replace") as file:
            if "names.anet" in file.read():
                break
        time.sleep(0.05)
    else:
        check("a compiled dictionary is mapped", not os.path.exists("/proc/self/maps"))
    time.sleep(0.3)
    os.truncate("names.anet", 4096)
    _, said = process.communicate(b" ".join(b"Name%06d Of%d." % (i, i % 977) for i in range(0, 60000, 7)))
    check("a dictionary that is cut while in use ends the run with a message", process.returncode == 1 and b"cut short" in said, (process.returncode, said))


def a_text_that_is_cut_while_it_is_in_use():
    with open("long.txt", "w", encoding="ascii") as file:
        file.write("Algeria and Morocco closed their border. " * 400000)
    process = subprocess.Popen([PROGRAM, "extract", "long.txt", "--names", "dictionary", "-o", "lost.jsonl"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment())
    while process.poll() is None:
        with open(f"/proc/{process.pid}/maps", encoding="utf-8", errors="replace") as file:
            if "long.txt" in file.read():
                break
        time.sleep(0.001)
    process.send_signal(signal.SIGSTOP)
    os.truncate("long.txt", 4096)
    process.send_signal(signal.SIGCONT)
    _, said = process.communicate()
    check("a text that is cut while in use ends the run with a message", process.returncode == 1 and b"cut short" in said, (process.returncode, said))
    check("and leaves nothing half written", not [name for name in os.listdir(".") if name.startswith("lost.jsonl")], os.listdir("."))
    os.remove("long.txt")


def compiling_leaves_the_old_file_until_the_new_one_is_whole():
    write_names("few.tsv", 10)
    compile_ = [PROGRAM, "dict", "compile"]
    subprocess.run([*compile_, "few.tsv", "-o", "kept.anet", "--quiet"], env=environment(), check=True)
    write_names("more.tsv", 400000)
    subprocess.run([*compile_, "more.tsv", "-o", "whole.anet", "--quiet"], env=environment(), check=True)
    with open("kept.anet", "rb") as old, open("whole.anet", "rb") as new:
        before, after = old.read(), new.read()
    for delay in (0.02, 0.1, 0.3):
        process = subprocess.Popen([*compile_, "more.tsv", "-o", "kept.anet", "--quiet"], env=environment())
        time.sleep(delay)
        process.kill()
        if process.wait() == 0:
            break
        with open("kept.anet", "rb") as file:
            check("a compilation that is killed leaves the old file, or the new one that was whole already", file.read() in (before, after))
    with open("bad.tsv", "w", encoding="ascii") as file:
        file.write("actor\tfrom\nX\tsoon\n")
    subprocess.run([*compile_, "few.tsv", "-o", "kept.anet", "--quiet"], env=environment(), check=True)
    failed = subprocess.run([*compile_, "bad.tsv", "-o", "kept.anet"], env=environment(), capture_output=True, check=False)
    with open("kept.anet", "rb") as file:
        check("a compilation that fails leaves the old file", failed.returncode == 1 and file.read() == before, failed)


def main():
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        with open("people.tsv", "w", encoding="ascii") as file:
            file.write("actor\talias\ttype\tfrom\nAda\tAda L.\tperson\t1815-13-10\n")
        with open("net.graphml", "w", encoding="utf-8") as file:
            file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="l" for="node" attr.name="label" attr.type="string"/>'
                       '<key id="e" for="edge" attr.name="evidence" attr.type="string"/><graph edgedefault="undirected">'
                       '<node id="n1"><data key="l">Ada</data></node><node id="n2"><data key="l">Bob</data></node>'
                       '<node id="n3"><data key="l">red&#x9b;31m&#x202e;exe</data></node>'
                       '<edge source="n1" target="n2"><data key="e">a.txt&#9;0-9&#9;Ada met Bob, Bobby.</data></edge>'
                       '<edge source="n1" target="n3"><data key="e">a.txt&#9;0-9&#9;say &#x9b;31m it</data></edge></graph></graphml>')
        os.makedirs("data/dict/actors")
        with open("data/dict/actors/states.tsv", "w", encoding="ascii") as file:
            file.write("actor\ttype\nAlgeria\tlocation/country\nMorocco\tlocation/country\n")
        os.mkdir("many")
        for i in range(300):
            with open(f"many/{i:03}.txt", "w", encoding="ascii") as file:
                file.write("Algeria and Morocco closed their border. " * 20)
        colours_only_on_a_terminal()
        names_are_bold_in_explain()
        control_characters_do_not_get_through()
        a_reader_that_goes_away()
        progress_after_a_second()
        interrupt_leaves_no_file()
        two_signals_leave_no_network()
        a_full_disk_leaves_nothing()
        what_waits_for_a_pipe_can_be_stopped()
        what_is_to_outlive_its_terminal()
        a_text_that_does_not_fit_into_memory()
        a_name_of_a_thousand_bearers()
        a_dictionary_that_is_cut_while_it_is_in_use()
        if os.path.exists("/proc/self/maps"):
            a_text_that_is_cut_while_it_is_in_use()
        compiling_leaves_the_old_file_until_the_new_one_is_whole()
        os.chdir("/")
    print("failed: " + ", ".join(failures) if failures else "passed")
    return 1 if failures else 0


sys.exit(main())
