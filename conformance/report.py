"""Compares the outcome of a run with `expected.txt`, and prints the table."""

from collections import Counter
from dataclasses import dataclass

from work import HERE

EXPECTED = HERE / "expected.txt"
PASS = "pass"
FAIL = "fail"
NOT_SAYABLE = "not sayable"


@dataclass
class Outcome:
    scenario: str
    # The folder of its spec, such as `payload`.
    group: str
    # What was observed: None where the scenario passes.
    failure: str | None
    # What is expected: one of PASS, FAIL, NOT_SAYABLE, and why it is not PASS.
    expected: str
    reason: str

    @property
    def result(self):
        """A scenario that does not pass is one that cannot, or one that should."""
        if self.failure is None:
            return PASS
        return NOT_SAYABLE if self.expected == NOT_SAYABLE else FAIL


def outcomes(scenarios, results, coverage, without_caller):
    """Judges each scenario by both sides: its caller, and the server."""
    expected = read_expected()
    found = []
    for scenario in scenarios:
        name = scenario["name"]
        if name in without_caller:
            failure = without_caller[name]
        elif results[name] is not None:
            failure = results[name]
        elif coverage.get(name) != "pass":
            failure = f"the server says: {coverage.get(name)}"
        else:
            failure = None
        group = scenario["spec"].split(".")[0]
        found.append(Outcome(name, group, failure, *expected.get(name, (PASS, ""))))
    return found


def read_expected():
    """`<scenario>: <result>` or `<scenario>: <result>: <reason>`, line by line; that of a pass is a condition."""
    expected = {}
    for line in EXPECTED.read_text().splitlines() if EXPECTED.exists() else []:
        if line and not line.startswith("#"):
            scenario, result, *reason = line.split(": ", 2)
            expected[scenario] = (result, "".join(reason))
    return expected


def print_table(found):
    print(f"{'group':<20} {'all':>5} {PASS:>5} {FAIL:>5} {NOT_SAYABLE:>12}")
    for group in [*sorted({outcome.group for outcome in found}), "total"]:
        of_group = [outcome for outcome in found if group in (outcome.group, "total")]
        count = Counter(outcome.result for outcome in of_group)
        print(
            f"{group:<20} {len(of_group):>5} {count[PASS]:>5} {count[FAIL]:>5} {count[NOT_SAYABLE]:>12}"
        )


def print_reasons(found):
    for result in [PASS, FAIL, NOT_SAYABLE]:
        print(f"\n{result}:")
        for outcome in found:
            if outcome.result == result and (outcome.reason or outcome.failure):
                print(f"  {outcome.scenario}: {outcome.reason or one_line(outcome.failure)}")


def print_changes(found):
    """Prints what differs from `expected.txt`; says whether a scenario fails that passed before."""
    worse = [each for each in found if each.expected == PASS and each.failure is not None]
    better = [each for each in found if each.expected != PASS and each.failure is None]
    if better:
        print("\npass now, and can be recorded with --accept:")
        for outcome in better:
            print(f"  {outcome.scenario}")
    if worse:
        print("\npassed before:")
        for outcome in worse:
            print(f"  {outcome.scenario}: {one_line(outcome.failure)}")
    return bool(worse)


def accept(found):
    """Writes `expected.txt` anew: a reason stays while its result does, a new failure gets what was observed."""
    lines = ["# What `run.py` expects of each scenario; `run.py --accept` records what it found.\n"]
    for outcome in sorted(found, key=lambda outcome: outcome.scenario):
        line = f"{outcome.scenario}: {outcome.result}"
        if outcome.result == outcome.expected and outcome.reason:
            line += f": {outcome.reason}"
        elif outcome.failure is not None:
            line += f": {one_line(outcome.failure)}"
        lines.append(line + "\n")
    EXPECTED.write_text("".join(lines))


def one_line(text):
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:159] + "…"
