"""A folder of texts to GraphML, as one writes it with the usual Python packages: names in a document are linked with one another.

usage: folder_network.py pyahocorasick|flashtext NAMES FOLDER OUT     (pyahocorasick with python-igraph, FlashText with NetworkX)
"""
import collections
import itertools
import os
import sys

import keywords


def documents(folder):
    for path, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            with open(os.path.join(path, name), encoding='utf-8', errors='replace') as file:
                yield file.read().lower()


def write_igraph(nodes, edges, out):
    import igraph
    numbers = {name: i for i, name in enumerate(nodes)}
    graph = igraph.Graph(len(nodes), [(numbers[a], numbers[b]) for a, b in edges])
    graph.vs['label'], graph.vs['documents'] = list(nodes), list(nodes.values())
    graph.es['weight'] = list(edges.values())
    graph.write_graphml(out)


def write_networkx(nodes, edges, out):
    import networkx
    graph = networkx.Graph()
    graph.add_nodes_from((name, {'label': name, 'documents': count}) for name, count in nodes.items())
    graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in edges.items())
    networkx.write_graphml(graph, out)


WRITERS = {'pyahocorasick': write_igraph, 'flashtext': write_networkx}


def main():
    kind, names, folder, out = sys.argv[1:]
    find = keywords.MAKERS[kind](keywords.read_names(names))
    nodes, edges = collections.Counter(), collections.Counter()
    for text in documents(folder):
        found = sorted({text[start:end] for start, end in find(text)})
        nodes.update(found)
        edges.update(itertools.combinations(found, 2))
    WRITERS[kind](nodes, edges, out)


main()
