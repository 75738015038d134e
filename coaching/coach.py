"""The coach: which one nudge a message deserves, or why silence is better. Right or silent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from coaching.business_days import BusinessDays
from coaching.catalogue import Catalogue
from coaching.decision import Decision, Nudge, Silence, SilenceReason
from coaching.facts import CLOSED_STAGES
from coaching.holdout import Holdout
from coaching.play import AnyPlay, Play, Playbook
from coaching.reading.result import Reading
from coaching.situation import Limits, Situation

UNSURE_FROM = 0.75
"""A play whose score reaches this part of its threshold, but not the threshold, makes the silence `unsure`."""
LONGEST_REST = timedelta(days=366)
"""No play rests longer than this, so older nudges need not be read."""
LATE_AFTER = timedelta(days=1)
"""How long after its posting an edited update may still call for a nudge."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A play that fires on the message: how strongly, and on which words."""

    play: Play
    strength: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Coach:
    """Decides what to say. Holds what a team can change: its plays, sentences, limits, days off, and its holdout."""

    playbook: Playbook
    catalogue: Catalogue
    limits: Limits = field(default_factory=Limits)
    calendar: BusinessDays = field(default_factory=BusinessDays)
    holdout: Holdout = field(default_factory=Holdout)

    def decide(self, situation: Situation) -> Decision:
        """Choose one nudge, or silence with its reason: the strongest play that nothing holds back."""
        if (reason := _not_to_coach(situation)) is not None:
            return self.silence(reason, situation)
        held: tuple[SilenceReason, Play] | None = None
        for candidate in self._candidates(situation):
            hold = self.held_back(candidate.play, situation)
            if hold is None and situation.in_shadow:
                return replace(self.silence("shadow", situation, candidate.play), evidence=candidate.evidence)
            if hold is None and self.holdout.withholds(candidate.play, situation.drawn_for):
                return self.silence("holdout", situation, candidate.play)
            if hold is None:
                return _say(candidate, situation)
            held = held or (hold, candidate.play)
        if held is not None:
            return self.silence(held[0], situation, held[1])
        return self.silence("unsure" if any(self._nearly(situation)) else "run_well", situation)

    def consider(self, situation: Situation) -> tuple[Decision, bool]:
        """What there is to say to somebody who asks, and whether it is sure.

        No rest, no budget, no lateness and no holdout counts, and what nearly fires is said as well.
        """
        asked = replace(situation, said=(), posted_at=None)
        free = replace(self.without_limits(), holdout=Holdout())
        decision = free.decide(asked)
        if isinstance(decision, Silence) and decision.reason == "unsure":
            near = (c for c in self._near(asked) if not free.rules_out(c.play, asked))
            if (candidate := next(near, None)) is not None:
                return _say(candidate, asked), False
        return decision, True

    def without_limits(self) -> "Coach":
        """The same coach with no rest of a deal and no budgets."""
        return replace(self, limits=_NO_LIMITS)

    def recognise(self, reading: Reading) -> Reading:
        """The reading, as a deal update when a play's own cue is found in it: cues are phrases that only those have."""
        if reading.is_deal_update or not reading.english:
            return reading
        cued = any(play.cue_in(reading.text) for play in self.playbook.active)
        return replace(reading, is_deal_update=cued)

    def settles(self, play: AnyPlay, situation: Situation) -> bool:
        """Whether this later message settles a nudge of `play`: what the play asked for has happened."""
        return any(condition.holds(situation) for condition in play.settled_when)

    def _candidates(self, situation: Situation) -> list[Candidate]:
        return sorted(self._firing(situation), key=lambda c: (-c.strength, c.play.id))

    def _firing(self, situation: Situation) -> Iterator[Candidate]:
        for play in self.playbook.active:
            fired = play.evidence(situation.reading)
            if fired is not None and all(condition.holds(situation) for condition in play.fires.conditions):
                yield Candidate(play, *fired)

    def held_back(self, play: AnyPlay, situation: Situation) -> SilenceReason | None:
        """Why this play is not said now, or None; the first reason counts, lasting ones before passing ones."""
        if not play.closed_deals and _is_closed(situation):
            return "closed"
        if any(condition.holds(situation) for condition in play.known_when):
            return "known"
        if play.id in situation.misread:
            return "misread"
        if rests_on_transactional(play, situation):
            return "transactional"
        if (wish := _hushed(play, situation)) is not None:
            return wish
        if situation.quiet_hours:
            return "quiet_hours"
        resting = timedelta(days=play.rest_days)
        for said in situation.said:
            elapsed = situation.now - said.at
            if elapsed < self.limits.deal_rest or (said.play == play.id and elapsed < resting):
                return "rest"
        if situation.said_to_person >= self.limits.person_per_day:
            return "budget"
        if situation.said_in_channel >= self.limits.channel_per_day:
            return "budget"
        return None

    def rules_out(self, play: Play, situation: Situation) -> bool:
        """Whether the play is not said here however strongly it fires: by its `unless`, its `if`, or a hold."""
        if play.fires.held_back_by(situation.reading.text) is not None:
            return True
        met = all(condition.holds(situation) for condition in play.fires.conditions)
        return not met or self.held_back(play, situation) is not None

    def _nearly(self, situation: Situation) -> Iterator[Candidate]:
        """The plays whose score comes near their threshold, in the order of the playbook."""
        for play in self.playbook.active:
            score = situation.reading.scores.get(play.id)
            if score is not None and score.score >= UNSURE_FROM * play.threshold(score.trained):
                yield Candidate(play, score.score / play.threshold(score.trained), score.evidence)

    def _near(self, situation: Situation) -> list[Candidate]:
        """The same, the nearest first."""
        return sorted(self._nearly(situation), key=lambda c: (-c.strength, c.play.id))

    def silence(self, reason: SilenceReason, situation: Situation, play: AnyPlay | None = None) -> Silence:
        """The silence for this reason, with the sentence that explains it."""
        company = situation.deal.name if situation.deal else situation.reading.facts.company
        deal = company or self.catalogue.say("silences.this_deal")
        sentence = self.catalogue.say(f"silences.{reason}", deal=deal, play=play.title if play else "")
        return Silence(reason, sentence, play.id if play else None)


_NO_LIMITS = Limits(deal_rest=timedelta(0), person_per_day=10**9, channel_per_day=10**9)


def _not_to_coach(situation: Situation) -> SilenceReason | None:
    if situation.source == "crm":
        return "crm"
    if not situation.reading.english:
        return "not_english"
    if not situation.reading.is_deal_update:
        return "not_a_deal"
    late = situation.posted_at is not None and situation.now - situation.posted_at > LATE_AFTER
    return "late" if late else None


def _hushed(play: AnyPlay, situation: Situation) -> SilenceReason | None:
    """Why this play is quiet now by somebody's wish, None when it is not."""
    holding = [hush for hush in situation.hushes if hush.play in (None, play.id) and situation.hushed(hush)]
    if any(hush.place == "person" and hush.play is None for hush in holding):
        return "paused"
    if any(hush.place == "deal" for hush in holding):
        return "snoozed"
    return "muted" if holding else None


def _is_closed(situation: Situation) -> bool:
    stage = situation.deal.stage if situation.deal else situation.reading.facts.stage
    return stage in CLOSED_STAGES


def rests_on_transactional(play: AnyPlay, situation: Situation) -> bool:
    """Whether the play assumes a relationship, and the deal is a one-off purchase."""
    said = situation.deal.signals if situation.deal else situation.reading.signals
    return play.relationship_only and "transactional" in said


def _say(candidate: Candidate, situation: Situation) -> Nudge:
    play = candidate.play
    to = "dm" if situation.by_dm else play.to
    return Nudge(play.id, candidate.evidence, play.words(situation.names, situation.variant), to)
