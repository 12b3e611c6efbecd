/**
 * @file actornet.h
 * The whole library: a pile of documents in, a network of actors out. Each header opens with what it is for and an example.
 */
#ifndef ACTORNET_ACTORNET_H
#define ACTORNET_ACTORNET_H

#include "actornet/against.h"
#include "actornet/aliases.h"
#include "actornet/dictionary.h"
#include "actornet/evaluation.h"
#include "actornet/lexicon.h"
#include "actornet/measure.h"
#include "actornet/network.h"
#include "actornet/observer.h"
#include "actornet/output.h"
#include "actornet/pipeline.h"
#include "actornet/status.h"
#include "actornet/train.h"

#endif
