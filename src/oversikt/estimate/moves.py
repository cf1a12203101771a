"""How eight chains of the latent-class model move: along the slope, and over what it cannot cross.

Along the slope a chain goes by Hamiltonian trajectories. Three things they do badly or never, and
each has a move of its own, judged by the same density:

- *Classes change places.* The likelihood does not know them apart, the stick of sizes does; two
  are swapped, and only the stick's prior is asked.
- *A class that holds nobody* may be anywhere. It is drawn anew from the prior.
- *The concentration and the stick* hang together: where all people are alike, the concentration
  may be 1 or a ten-thousandth, and the breaks of the stick are far away in step with it. Both are
  moved together, so that what the prior says of the breaks stays as it was.

Effective draws a gradient without and with these, same trajectories: Kosovo 0.0007 and 0.0037, the
Western trafficking lists 0.0006 and 0.0040, New Orleans 0.0057 and 0.025.

Source: Neal 2011, "MCMC using Hamiltonian dynamics", in *Handbook of Markov Chain Monte Carlo*,
ch. 5; swaps: Papaspiliopoulos & Roberts 2008, "Retrospective Markov chain Monte Carlo methods for
Dirichlet process hierarchical models", Biometrika 95:169-186, section 3.4; moving a scale with
what it scales: Yu & Meng 2011, "To center or not to center", JCGS 20:531-570.
"""

import numpy as np

from oversikt.engine.compiled import vectorised
from oversikt.estimate.classes import LANES, Cells, Floats, Room, height, slope

# Trajectories have up to so many steps. With 64, Kosovo takes two thirds of the time and a small
# table with many lists, as those of Quezon, a third more.
_LONGEST = 32
_WANTED_ACCEPTANCE = 0.8
# One trajectory in five takes steps a fifth as long: narrow places, where a class is large or a
# chance near 1, otherwise hold a chain for thousands of iterations.
_CAREFUL = 0.2
# Logits of chances beyond this, and breaks below it, are not gone to; the prior comes there once
# in e^300. Breaks above it are: with a concentration of 0.01 they are a hundred on average.
_BOUND = 300.0


@vectorised
def _log1p_exp(x: float) -> float:
    """Return log(1 + e^x) without overflow."""
    return float(max(x, 0.0) + np.log1p(np.exp(-abs(x))))


@vectorised
def _swap(
    rng: np.random.Generator, x: Floats, prior: tuple[float, float], space: Room, stick: Floats
) -> None:
    """Offer classes other places on the stick: a random one the last, then neighbours each other's.

    The concentration is summed out of the stick's prior, since it has to change with what is last:
    where that is a large class, the breaks before it are small and the concentration is high. A
    chain that began so, and was not offered this, stayed so for a hundred thousand iterations.
    """
    breaks = space.classes - 1
    # Log of the size broken off, of what is then left of the stick, and of what would be left.
    size, left, new = stick[0], stick[1], stick[2]
    for c in range(LANES):
        size[breaks] = 0.0
        for k in range(breaks):
            z = x[k * LANES + c]
            size[k] = size[breaks] - _log1p_exp(-z)
            size[breaks] -= _log1p_exp(z)
            left[k] = size[breaks]
        k = int(rng.random() * breaks)
        one, other = size[k], size[breaks]
        new[breaks - 1] = one
        up = np.log(prior[1] - other) - np.log(prior[1] - one)
        up = (prior[0] + breaks) * up + other - one
        for b in range(breaks - 2, k - 1, -1):
            new[b] = _log_sum(new[b + 1], size[b + 1])
            up += left[b] - new[b]
        least = other - new[k]
        for b in range(k + 1, breaks):
            least = min(least, size[b] - new[b])
        if least > -_BOUND and np.log(rng.random()) < up:
            size[k], size[breaks] = other, one
            for b in range(k, breaks):
                left[b] = new[b]
                x[b * LANES + c] = size[b] - left[b]
            _exchange(x, space, k, breaks, c)
        for k in range(breaks - 1):
            one, other, after = size[k], size[k + 1], left[k + 1]
            between = _log_sum(one, after)
            first, second = other - between, one - after
            if min(first, second) > -_BOUND and np.log(rng.random()) < left[k] - between:
                x[k * LANES + c], x[(k + 1) * LANES + c] = first, second
                size[k], size[k + 1], left[k] = other, one, between
                _exchange(x, space, k, k + 1, c)


@vectorised
def _log_sum(x: float, y: float) -> float:
    """Return log(e^x + e^y)."""
    return float(max(x, y) + np.log1p(np.exp(-abs(x - y))))


@vectorised
def _exchange(x: Floats, space: Room, k: int, other: int, c: int) -> None:
    """Exchange the chances of two classes of one chain."""
    for j in range(space.lists):
        at, to = _at(space, j, k, c), _at(space, j, other, c)
        x[at], x[to] = x[to], x[at]


@vectorised
def _redrawn(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not records
    rng: np.random.Generator,
    x: Floats,
    alpha: Floats,
    table: Cells,
    space: Room,
    y: Floats,
    gain: Floats,
) -> None:
    """Fill ``y`` with a class drawn anew: its chances, or the stick from it on.

    ``gain`` is what the draw itself brings into the comparison of the densities.
    """
    for i in range(x.size):
        y[i] = x[i]
    for c in range(LANES):
        k = int(rng.random() * space.classes)
        if rng.random() < 0.5:
            gain[c] = _draw(rng, x, k, c, table, space, y)
            continue
        gain[c] = 0.0
        for b in range(k, space.classes - 1):
            at = b * LANES + c
            y[at] = _stick_logit(rng.standard_exponential() / alpha[c])
            gain[c] += _log1p_exp(-y[at]) + alpha[c] * _log1p_exp(y[at])
            gain[c] -= _log1p_exp(-x[at]) + alpha[c] * _log1p_exp(x[at])


@vectorised
def _draw(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not records
    rng: np.random.Generator, x: Floats, k: int, c: int, table: Cells, space: Room, y: Floats
) -> float:
    """Draw the chances of a class from the prior, or near what one cell would have them be.

    On the lists of that cell they are then more likely than not, on others seldom; the cell is any,
    or one of many people. Without such draws a chain that had lost a class needed a thousand
    iterations to find it again (Manila's police lists).
    """
    near = -1
    if rng.random() < 0.5:
        near = int(rng.random() * table.counts.size)
        if rng.random() < 0.5:
            person = rng.random() * table.people
            near = 0
            while near < table.counts.size - 1 and person >= table.counts[near]:
                person -= table.counts[near]
                near += 1
    gain = np.log(_drawn(x, k, c, table, space))
    for j in range(space.lists):
        at = _at(space, j, k, c)
        u = rng.random()
        if near >= 0:
            u = 1.0 - u ** (1.0 / 6.0)
            for s in range(table.starts[near], table.starts[near + 1]):
                if table.members[s] == j:
                    u = np.sqrt(rng.random())
        one, other = np.log(u), np.log1p(-u)
        y[at] = one - other
        gain -= one + other + abs(x[at]) + 2.0 * np.log1p(np.exp(-abs(x[at])))
    return float(gain - np.log(_drawn(y, k, c, table, space)))


@vectorised
def _at(space: Room, j: int, k: int, c: int) -> int:
    """Return where the chance of a list and a class of a chain stands."""
    return (space.classes - 1 + j * space.classes + k) * LANES + c


@vectorised
def _drawn(x: Floats, k: int, c: int, table: Cells, space: Room) -> float:
    """Return how likely ``_draw`` draws the chances of a class, against the prior."""
    off, near = 1.0, 0.0
    for j in range(space.lists):
        o = np.exp(x[_at(space, j, k, c)])
        t = (1.0 + o) * (1.0 + o)
        off *= 6.0 / (t * t * (1.0 + o))
        # Twice the chance for 6 times the fifth power of its rest.
        space.ratio[j] = o * t * t / 3.0
    for m in range(table.counts.size):
        one = off * (0.25 / table.counts.size + 0.25 * table.counts[m] / table.people)
        for s in range(table.starts[m], table.starts[m + 1]):
            one *= space.ratio[table.members[s]]
        near += one
    return float(0.5 + near)


@vectorised
def _stick_logit(depth: float) -> float:
    """Return the logit of V where ``depth`` is -log(1 - V)."""
    if depth < 1e-8:
        return float(np.log(depth))
    return float(depth + np.log1p(-np.exp(-depth)))


@vectorised
def _stretched(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not records
    rng: np.random.Generator,
    x: Floats,
    alpha: Floats,
    prior: tuple[float, float],
    table: Cells,
    space: Room,
    y: Floats,
    changed: Floats,
    gain: Floats,
) -> None:
    """Fill ``y`` and ``changed`` with a stick stretched as the concentration shrinks.

    Half of the time a class is drawn anew with it, which is how a class is born where all were
    alike.

    Kept as they are: concentration times -log(1 - V), which the prior draws from the same
    exponential whatever the concentration. ``gain`` is the prior of the concentration, with the
    stick's taken out.
    """
    for i in range(x.size):
        y[i] = x[i]
    for c in range(LANES):
        # Small changes and changes by the hundredfold, since nobody knows which are taken.
        d = np.exp(3.0 * rng.random() - 1.6) * rng.standard_normal()
        changed[c] = alpha[c] * np.exp(d)
        gain[c] = prior[0] * d - prior[1] * (changed[c] - alpha[c])
        for k in range(space.classes - 1):
            at = k * LANES + c
            y[at] = _stick_logit(_log1p_exp(x[at]) * np.exp(-d))
            gain[c] += _log1p_exp(-y[at]) - _log1p_exp(-x[at])
        if rng.random() < 0.5:
            # Where all are alike, the second on the stick is what the stretch gives people to.
            k = 1 if rng.random() < 0.5 else int(rng.random() * space.classes)
            gain[c] += _draw(rng, x, k, c, table, space, y)


@vectorised
def _inside(y: Floats, space: Room, c: int) -> bool:
    breaks = (space.classes - 1) * LANES
    good = True
    for i in range(c, y.size, LANES):
        good = good and y[i] > -_BOUND and (i < breaks or y[i] < _BOUND)
    return good


@vectorised
def walk(  # noqa: PLR0913, PLR0917 - compiled code takes arrays, not records
    rng: np.random.Generator,
    x: Floats,
    heats: Floats,
    table: Cells,
    prior: tuple[float, float],
    pace: Floats,
    adapt: bool,
    odds: Floats,
    space: Room,
) -> None:
    """Move eight chains, as often as ``heats`` has rows.

    Args:
        rng: The random numbers of all eight.
        x: Their states as in ``classes.slope``, moved.
        heats: Power of the likelihood, iterations × chains.
        table: The cells.
        prior: Shape and rate of the concentration's Gamma prior.
        pace: Size of the steps of each chain, changed where ``adapt`` is set.
        adapt: Change the pace towards an acceptance of 0.88.
        odds: Filled with the odds of being unseen, chains × iterations.
        space: Room.
    """
    width = x.size
    here_slope, there_slope = np.empty(width), np.empty(width)
    y, push, reach = np.empty(width), np.empty(width), np.empty(width)
    stick = np.empty((3, space.classes))
    before, after, gain = np.empty(LANES), np.empty(LANES), np.empty(LANES)
    alpha, changed, step, now = np.empty(LANES), np.empty(LANES), np.empty(LANES), np.empty(LANES)
    for turn in range(len(heats)):
        heat = heats[turn]
        _swap(rng, x, prior, space, stick)
        for c in range(LANES):
            rate = prior[1]
            for i in range(c, (space.classes - 1) * LANES, LANES):
                rate += _log1p_exp(x[i])
            alpha[c] = rng.standard_gamma(prior[0] + space.classes - 1) / rate
        slope(x, alpha, heat, table, here_slope, space)
        height(x, alpha, heat, table, space, before)
        for c in range(LANES):
            now[c] = space.unseen[c] / space.seen[c]
            changed[c] = alpha[c]
        for offer in range(2):
            if offer == 0:
                _redrawn(rng, x, alpha, table, space, y, gain)
            else:
                _stretched(rng, x, alpha, prior, table, space, y, changed, gain)
            slope(y, changed, heat, table, there_slope, space)
            height(y, changed, heat, table, space, after)
            for c in range(LANES):
                luck = np.log(rng.random())
                # Written so that what is no number is refused.
                if luck < after[c] + gain[c] - before[c] and _inside(y, space, c):
                    before[c] = after[c]
                    alpha[c] = changed[c]
                    now[c] = space.unseen[c] / space.seen[c]
                    for i in range(c, width, LANES):
                        x[i] = y[i]
                        here_slope[i] = there_slope[i]
                changed[c] = alpha[c]
        for c in range(LANES):
            step[c] = pace[c] * np.exp(0.5 * rng.random() - 0.3)
            if rng.random() < _CAREFUL:
                step[c] *= 0.2
        for i in range(width):
            push[i] = rng.standard_normal()
            y[i] = x[i]
        for i in range(width // LANES):
            at = i * LANES
            for c in range(LANES):
                before[c] -= 0.5 * push[at + c] * push[at + c]
                reach[at + c] = step[c]
        for i in range(width):
            push[i] += 0.5 * reach[i] * here_slope[i]
        steps = 1 + int(rng.random() * _LONGEST)
        for s in range(steps):
            for i in range(width):
                y[i] += reach[i] * push[i]
            slope(y, alpha, heat, table, there_slope, space)
            part = 1.0 if s < steps - 1 else 0.5
            for i in range(width):
                push[i] += part * reach[i] * there_slope[i]
        height(y, alpha, heat, table, space, after)
        for i in range(width // LANES):
            at = i * LANES
            for c in range(LANES):
                after[c] -= 0.5 * push[at + c] * push[at + c]
        for c in range(LANES):
            up = after[c] - before[c]
            share = np.exp(min(0.0, up)) if up > -1e300 and _inside(y, space, c) else 0.0
            if rng.random() < share:
                now[c] = space.unseen[c] / space.seen[c]
                for i in range(c, width, LANES):
                    x[i] = y[i]
            if adapt:
                pace[c] *= np.exp(0.06 * (share - _WANTED_ACCEPTANCE))
            odds[c, turn] = now[c]
