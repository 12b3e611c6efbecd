#!/usr/bin/env python3
"""What other programs read in our files: GraphML by NetworkX, python-igraph and xmllint, DOT by Graphviz, JSON by NetworkX, CSV by Python.

usage: roundtrip.py PROGRAM    (actornet; its command `convert` makes the files)
Exit codes: 0 all agree, 1 something differs, 77 no reader is installed.
"""
import csv
import html
import inspect
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import warnings

NAMES = [
    'R&D "Lab" & Co', "INFOSYS", "null", "trail\\", "C:\\new\\N", "</script><script>alert(1)</script>", "]]>", "=cmd()", "@x", "-1",
    "&lt;b&gt; &#65; &amp;", "<b>x</b>", '\\"', 'a\\"b', '"', "\\\\", 'a","b;c', "%s%n", "{x}|y", "\\G\\L\\E", "node", "graph {", "two\nlines",
    "tab\there", "\u0645\u062d\u0645\u062f", "\u4e2d\u6587", "\u202eevil\u202c", "\U0001f642", "x" * 20000, "\\", "\\\\\\", 'q"\\', "&amp", "a\u00a0b",
]
IDS = ["n%d" % i for i in range(len(NAMES))]
HARD_IDS = NAMES[:]
EVIDENCE = 'a.txt\t1-9\tone <said> & "two" \\ ]]>\nb.txt\t3-7\tmore'
problems = []


def check(what, condition, detail=""):
    if not condition:
        problems.append("%s %s" % (what, str(detail)[:400]))


def network(ids):
    nodes = [{"id": id, "label": name, "type": "person", "mentions": 3, "score": 0.5 + i} for i, (id, name) in enumerate(zip(ids, NAMES))]
    links = [{"source": ids[i], "target": ids[(i + step) % len(ids)], "weight": i + 0.25, "count": i + 1, "documents": 1, "evidence": EVIDENCE}
             for i in range(len(ids)) for step in (1, 7)]
    return {"directed": False, "nodes": nodes, "links": links}


def convert(program, source, target, *options):
    run = subprocess.run([program, "convert", *options, source, target], capture_output=True, timeout=120)
    if run.returncode:
        sys.exit("convert %s %s: %s" % (source, target, run.stderr.decode("utf-8", "replace")))


def graphml(path, net):
    seen = 0
    labels = sorted(NAMES)
    weights = math.fsum(link["weight"] for link in net["links"])
    try:
        import networkx
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            graph = networkx.read_graphml(path)
        check("networkx warns:", not [w for w in caught if not issubclass(w.category, (DeprecationWarning, FutureWarning))])
        check("networkx: size", (graph.number_of_nodes(), graph.number_of_edges()) == (len(NAMES), len(net["links"])))
        check("networkx: labels", sorted(data["label"] for _, data in graph.nodes(data=True)) == labels)
        check("networkx: evidence", all(data["evidence"] == EVIDENCE for _, _, data in graph.edges(data=True)))
        check("networkx: weights", math.isclose(math.fsum(data["weight"] for _, _, data in graph.edges(data=True)), weights))
        check("networkx: types", all(type(data["mentions"]) is int and type(data["score"]) is float for _, data in graph.nodes(data=True)))
        check("networkx: one graph", not graph.is_multigraph() and not graph.is_directed())
        seen += 1
    except ImportError:
        print("networkx is not installed")
    try:
        import igraph
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            graph = igraph.Graph.Read_GraphML(path)
        check("igraph warns:", not [w for w in caught if not issubclass(w.category, (DeprecationWarning, FutureWarning))], [str(w.message) for w in caught])
        check("igraph: size", (graph.vcount(), graph.ecount()) == (len(NAMES), len(net["links"])))
        check("igraph: labels", sorted(graph.vs["label"]) == labels and sorted(graph.vs["name"]) == labels)
        check("igraph: weights", math.isclose(math.fsum(graph.es["weight"]), weights))
        seen += 1
    except ImportError:
        print("igraph is not installed")
    if shutil.which("xmllint"):
        run = subprocess.run(["xmllint", "--noout", "--nonet", path], capture_output=True)
        check("xmllint:", run.returncode == 0 and not run.stderr, run.stderr)
        seen += 1
    return seen


def unescaped(label):
    """A label as Graphviz would draw it."""
    out, i = "", 0
    while i < len(label):
        if label[i] == "\\" and i + 1 < len(label):
            out += {"n": "\n"}.get(label[i + 1], label[i + 1])
            i += 1
        else:
            out += label[i]
        i += 1
    return re.sub(r"&#?[A-Za-z0-9]+;", lambda entity: html.unescape(entity[0]), out)


def dot(path, net, plain):
    if not shutil.which("gvpr") or not shutil.which("nop"):
        print("gvpr and nop are not installed")
        return 0
    run = subprocess.run(["nop", path], capture_output=True, timeout=60)
    check("nop:", run.returncode == 0 and not run.stderr, run.stderr)
    script = 'BEG_G { int n = 0, m = 0; double w = 0; } N { n++; printf("%s\\001", $.label); } E { m++; w += (double)$.weight; } ' \
             'END_G { printf("%d %d %.9g", n, m, w); }'
    run = subprocess.run(["gvpr", script, path], capture_output=True, timeout=60)
    check("gvpr:", run.returncode == 0 and not run.stderr, run.stderr)
    *labels, last = run.stdout.decode("utf-8").split("\1")
    count, edges, weight = last.split()
    check("gvpr: size", (int(count), int(edges)) == (len(NAMES), len(net["links"])), last)
    check("gvpr: weights", math.isclose(float(weight), math.fsum(link["weight"] for link in net["links"]), rel_tol=1e-6), last)
    for name in NAMES:
        found = name if len(name) < 4000 else next((unescaped(label)[:-1] for label in labels if label.endswith("\u2026")), "")
        if len(name) >= 4000:
            check("gvpr: long label", name.startswith(found) and len(found) > 3000)
        elif plain:
            escaped = name.replace("\\", "\\\\").replace("\n", "\\n")
            check("gvpr: plain label", escaped in labels, repr(name))
        else:
            check("gvpr: label", name.replace("\t", " ") in [unescaped(label) for label in labels], repr(name))
    return 1


def node_link(path, net):
    with open(path, encoding="utf-8") as file:
        again = json.load(file)
    check("json: labels", [node["label"] for node in again["nodes"]] == NAMES)
    check("json: links", len(again["links"]) == len(net["links"]) and again["multigraph"] is False)
    try:
        import networkx
        options = {"edges": "links"} if "edges" in inspect.signature(networkx.node_link_graph).parameters else {}
        graph = networkx.node_link_graph(again, **options)
        check("networkx: node-link size", (graph.number_of_nodes(), graph.number_of_edges()) == (len(NAMES), len(net["links"])))
    except ImportError:
        pass


def tables(prefix, net):
    with open(prefix + ".nodes.csv", encoding="utf-8", newline="") as file:
        nodes = list(csv.DictReader(file))
    with open(prefix + ".edges.csv", encoding="utf-8", newline="") as file:
        edges = list(csv.DictReader(file))
    check("csv: size", (len(nodes), len(edges)) == (len(NAMES), len(net["links"])))
    check("csv: headers", list(nodes[0])[:2] == ["Id", "Label"] and list(edges[0])[:6] == ["Source", "Target", "Type", "Id", "Label", "Weight"])
    check("csv: no formulas", not [row for row in nodes + edges for key, cell in row.items()
                                   if cell and cell[0] in "=+-@\t\r" and key not in ("score", "Weight")])
    check("csv: same ids", {row["Id"] for row in nodes} == {row["Source"] for row in edges})
    check("csv: evidence", all(row["evidence"] == EVIDENCE for row in edges))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program, seen = sys.argv[1], 0
    with tempfile.TemporaryDirectory() as folder:
        for name, ids in (("plain", IDS), ("hard", HARD_IDS)):
            net = network(ids)
            at = lambda ending: os.path.join(folder, name + ending)
            with open(at(".in.json"), "w", encoding="utf-8") as file:
                json.dump(net, file)
            for ending in (".graphml", ".dot", ".csv", ".json"):
                convert(program, at(".in.json"), at(ending))
            convert(program, at(".in.json"), at(".gv"), "--dot", "plain")
            convert(program, at(".graphml"), at(".2.graphml"))
            with open(at(".graphml"), "rb") as first, open(at(".2.graphml"), "rb") as second:
                check("graphml twice", first.read() == second.read())
            seen += graphml(at(".graphml"), net)
            seen += dot(at(".dot"), net, False) + dot(at(".gv"), net, True)
            node_link(at(".json"), net)
            tables(at(""), net)
    for problem in problems:
        print("roundtrip.py: " + problem, file=sys.stderr)
    sys.exit(1 if problems else 0 if seen else 77)


if __name__ == "__main__":
    main()
