"""Tables that several tests share; published counts, no names."""

from oversikt.estimate.table import CaptureTable

# Killings in Kosovo, 20 March to 22 June 1999, on four lists.
# Source: Ball et al. 2002, as in the R package LCMCR.
KOSOVO = CaptureTable.of(
    ["EXH", "ABA", "OSCE", "HRW"],
    {
        "1000": 1131, "0100": 845, "1100": 177, "0010": 936, "1010": 228, "0110": 217,
        "1110": 181, "0001": 306, "1001": 106, "0101": 31, "1101": 18, "0011": 123,
        "1011": 42, "0111": 32, "1111": 27,
    },
)  # fmt: skip
# Trafficking in the Netherlands, five lists. Source: the R package SparseMSE.
NETHERLANDS = CaptureTable.of(
    ["IO", "K", "P", "R", "Z"],
    {
        "10000": 756, "01000": 1299, "00100": 4466, "00010": 650, "00001": 632, "11000": 1,
        "10100": 81, "10010": 5, "10001": 73, "01100": 44, "01001": 4, "00110": 82,
        "00101": 125, "00011": 2, "10110": 2, "10101": 11, "00111": 1,
    },
)  # fmt: skip
# Spina bifida in New York, made into three lists. Source: the R package Rcapture's examples.
THREE = CaptureTable.of(
    "ABC", {"100": 60, "010": 49, "110": 4, "001": 247, "101": 112, "011": 142, "111": 12}
)
