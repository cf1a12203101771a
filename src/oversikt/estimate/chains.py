"""Do several chains tell the same story? R-hat, effective draws, second modes.

Source: Gelman et al. 2013, *Bayesian Data Analysis*, 3rd ed., sections 11.4 and 11.5; Vehtari et
al. 2021, "Rank-normalization, folding, and localization", Bayesian Analysis 16:667-718.
"""

import numpy as np
from numpy.typing import NDArray


def split(chains: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cut every chain in two, so that a chain that drifts disagrees with itself."""
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, half : 2 * half]])


def r_hat(chains: NDArray[np.float64]) -> float:
    """Return split R-hat of chains × draws: 1 where all halves agree."""
    within, whole = _variances(split(chains))
    return float(np.sqrt(whole / within)) if within > 0 else 1.0


def effective(chains: NDArray[np.float64]) -> float:
    """Return the effective number of draws of chains × draws, the variance between them counted.

    A single chain that sits in one of two modes looks perfect by itself; here it costs nearly
    all its draws.
    """
    halves = split(chains)
    length = halves.shape[1]
    within, whole = _variances(halves)
    if within <= 0:
        return float(halves.size)
    centred = halves - halves.mean(axis=1, keepdims=True)
    spectrum = np.fft.rfft(centred, 2 * length, axis=1)
    covariance = np.fft.irfft(spectrum * np.conj(spectrum), axis=1)[:, :length] / length
    rho = 1 - (within - covariance.mean(axis=0) * length / (length - 1)) / whole
    time, last = -1.0, np.inf
    # Geyer's initial monotone sequence: pairs of correlations, while they stay above nil.
    for lag in range(0, length - 1, 2):
        pair = float(rho[lag] + rho[lag + 1])
        if pair < 0:
            break
        last = min(last, pair)
        time += 2 * last
    return float(halves.size / max(time, 1 / np.log10(max(halves.size, 10))))


def _variances(halves: NDArray[np.float64]) -> tuple[float, float]:
    length = halves.shape[1]
    within = float(halves.var(axis=1, ddof=1).mean())
    between = length * float(halves.mean(axis=1).var(ddof=1))
    return within, (length - 1) / length * within + between / length


def second_mode(values: NDArray[np.float64], least: float = 0.03) -> float | None:
    """Return where a second peak stands, if the draws have one that is parted by a valley.

    Args:
        values: Draws, on a scale on which one peak is roughly bell-shaped (log unseen).
        least: Share of the draws that the smaller side must hold.

    Returns:
        The place of the lower peak of the two, or ``None``. A valley has to fall below half of
        the lower peak, which 400 draws of one bell did in none of 2,000 trials.
    """
    low, high = np.quantile(values, [0.001, 0.999])
    if high - low < 1e-9:
        return None
    density, edges = np.histogram(values, bins=128, range=(low, high))
    spread = min(float(values.std()), float(np.subtract(*np.quantile(values, [0.75, 0.25]))) / 1.34)
    # Silverman's rule for the width; never less than two bins.
    width = max(1.06 * spread * values.size**-0.2 / (edges[1] - edges[0]), 2.0)
    reach = np.arange(-int(4 * width), int(4 * width) + 1)
    kernel = np.exp(-0.5 * (reach / width) ** 2)
    smooth = np.convolve(density, kernel / kernel.sum(), mode="full")
    smooth = smooth[len(reach) // 2 : len(reach) // 2 + density.size]
    peaks = np.flatnonzero((smooth[1:-1] > smooth[:-2]) & (smooth[1:-1] >= smooth[2:])) + 1
    top = int(np.argmax(smooth))
    for peak in sorted(peaks, key=lambda at: -smooth[at]):
        left, right = sorted((int(peak), top))
        if left == right:
            continue
        valley = left + int(np.argmin(smooth[left : right + 1]))
        side = density[:valley].sum() if peak < top else density[valley:].sum()
        if smooth[valley] < 0.5 * smooth[peak] and side > least * density.sum():
            return float((edges[peak] + edges[peak + 1]) / 2)
    return None
