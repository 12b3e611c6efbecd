/* Dated roles of an actor (attribute `roles`: "name from/until; …"): those that it held while the documents speak of it. */
#ifndef LINK_ROLES_H
#define LINK_ROLES_H

#include "link/links.h"

/* Leave of every actor's roles only those whose time meets first_date … last_date; an actor without a date keeps all. New lists live in the
   arena. False when out of memory. */
bool an_roles_settle(an_arena *arena, an_linked_actor *actors, size_t count);

#endif
