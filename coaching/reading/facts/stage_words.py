"""Single words and short phrases that lean towards a deal's stage, with their points for each stage.

Each row holds points, in tenths of a logit, for: stage untold, prospecting, discovery, demo, proposal, negotiation,
won, lost; then the phrase. Numbers are written 0. The points were fitted together with those of `stage_cues` on the
labelled messages of fifteen writers; the file is long because it is their table.
"""

WORDS = """
1 4 1 -3 -2 -1 3 -1 | !
-4 5 -5 2 -3 -3 8 0 | ! !
-1 1 -1 2 0 -2 2 -1 | ! ! 0
-2 3 -1 2 0 -3 2 -1 | ! 0
-1 1 0 0 0 -1 2 0 | ! 0 0
-1 -3 3 0 0 1 1 -1 | $
0 -3 1 0 0 1 1 -1 | $ 0
0 -3 -4 -2 1 3 5 1 | $ 0 0
0 -1 -1 2 0 2 -1 -1 | %
-2 -1 5 -2 2 -1 0 0 | % of
-5 -4 1 -1 5 4 7 -6 | 0
0 -1 -1 2 0 2 -1 -1 | 0 %
-2 -1 5 -2 2 -1 0 0 | 0 % of
-3 -5 0 -4 4 2 8 -2 | 0 0
-1 0 -2 -1 6 1 -1 -2 | 0 0 0
1 -1 -2 2 0 1 1 -1 | 0 0 eur
1 -2 1 2 -5 3 4 -3 | 0 am
0 -1 -2 2 1 1 1 -2 | 0 eur
0 -4 -1 -1 2 1 1 0 | 0 k
-1 0 -1 0 -1 0 0 4 | 0 k gone
-2 2 0 -1 -1 0 -1 4 | 0 points
-2 3 0 0 0 0 0 0 | 0 slots
-1 -1 -1 0 0 3 1 0 | 0 yr
-3 0 1 0 1 -1 4 -1 | 0 yrs
5 2 1 4 -2 3 -6 -7 | ?
-1 -1 0 0 0 2 0 0 | a crying
0 -2 5 -1 -1 0 0 -1 | a think
-2 -2 5 0 0 0 0 0 | a think and
2 -1 -2 2 -2 -1 0 2 | against
-6 1 -1 -1 -3 8 3 -1 | agreement
8 -4 -2 7 -4 -1 -2 -1 | ai
0 0 2 0 -1 0 0 0 | all three of
-2 -1 6 3 -1 -1 -4 -1 | and
4 -4 3 -5 3 1 -1 -1 | and the
-1 0 0 0 0 2 0 0 | annex
-6 8 -3 -1 5 -2 -2 1 | anyone
-3 0 0 0 -1 -1 6 0 | arr
-1 0 4 -1 -1 -1 -1 -1 | asked good
0 2 4 4 0 -1 -5 -4 | at
4 -2 0 -2 -3 5 4 -6 | at 0
1 0 0 4 -2 -2 0 -1 | at the end
-3 5 -1 0 -1 1 0 -1 | breakfast
0 -4 3 -5 0 3 3 0 | by
1 0 -2 -1 3 -1 0 0 | by line
-3 7 -1 0 -2 0 0 -1 | calendly
1 -1 -1 0 -2 0 0 4 | came in
1 -1 -1 0 -1 3 -1 0 | cap
-4 10 -3 -1 -1 -1 3 -2 | card
4 -4 2 -1 -4 9 -2 -4 | cfo
-4 0 1 -1 2 -3 -1 6 | cheaper
2 -1 0 0 0 0 0 0 | chosen
0 -3 -1 -2 2 -1 -1 5 | closed
0 0 0 0 0 0 -1 2 | closed lost
5 -2 -3 -1 -1 0 -2 4 | closing
-4 -1 0 0 -1 1 0 6 | closing it
-1 -1 0 0 0 0 0 3 | closing it out
-3 7 2 0 -4 -4 -1 3 | coffee
-3 -3 2 5 2 -1 0 -1 | colleagues
1 -2 -2 1 -7 9 -1 1 | contract
-1 -1 0 0 -2 5 0 -1 | contract for
-5 0 3 -3 3 0 2 -1 | cost
-1 0 0 0 0 4 -2 0 | counsel
0 -1 0 0 0 -1 4 -1 | countersigned
-3 -1 -1 0 -1 0 2 4 | crm
-2 -1 0 0 -1 6 -1 0 | crying
0 0 -1 -2 -1 0 4 0 | cs
-1 0 2 -1 -1 0 0 2 | debrief
0 -2 -2 -1 -4 5 -1 5 | decided
-3 -1 -1 0 -2 1 1 4 | decided to
1 11 -3 -2 -3 -3 -1 -1 | deck
-4 1 -3 8 -1 -2 2 -1 | demo
0 -1 0 2 0 0 0 0 | demo 0
-1 -1 0 3 0 0 -1 0 | demo done
-2 0 2 -1 0 0 2 0 | demo for
-1 -2 0 3 0 0 0 0 | demo of
-4 -4 2 -1 -2 -2 10 1 | deposit
-6 3 1 1 -2 -4 1 7 | didn't
0 0 4 5 -5 -1 3 -5 | director
-2 0 5 0 -1 -1 0 0 | discovery
-1 2 -2 -1 6 0 -2 -2 | emailed
-1 -1 0 0 -1 3 0 0 | emoji
-5 -2 -3 1 0 6 5 -3 | eur
-2 -1 0 0 1 -1 4 0 | eur 0
3 3 11 -4 1 -7 -4 -4 | every
0 3 -1 0 0 -1 0 -1 | expo
0 1 1 -1 -3 -1 2 2 | fair
-2 2 -1 -1 0 0 -1 3 | fair enough
-2 -1 7 -2 -1 -2 -1 1 | fall
-4 -2 -1 0 7 3 -2 -1 | fingers
-3 3 1 3 -4 0 4 -3 | first
2 -4 -8 -1 5 -3 3 6 | for the
0 0 0 0 0 0 0 2 | for your
-1 -1 -1 4 0 0 0 -1 | full 0
-3 -1 0 -1 -1 7 -1 -1 | go through
-1 0 -2 -1 4 0 0 0 | go through it
-6 -3 2 -2 3 4 -3 4 | gone
-8 4 6 4 -3 -3 1 -1 | got a
1 -1 5 -1 -3 -1 0 0 | guests
0 -2 5 -1 -1 0 0 -1 | have a think
3 3 5 -1 3 1 -6 -7 | he
-2 0 0 0 0 3 0 0 | he sent
-2 0 0 0 0 3 0 0 | he sent a
-2 2 -1 0 -2 5 0 -1 | he's at
-1 -2 -1 0 -1 5 0 0 | he's at 0
-2 -1 3 0 1 4 0 -4 | her
-2 -2 5 -2 -2 3 1 -1 | her and
-2 -1 3 -1 0 1 1 -1 | her and the
-2 0 5 -1 -1 -1 0 0 | hers
-8 2 6 3 0 -3 -3 2 | hour
-5 -1 4 5 -2 -5 2 2 | hours
5 0 8 -1 -3 -5 1 -5 | how
-1 0 0 0 -1 4 0 -1 | i wrote 0
2 3 -1 4 -1 4 -5 -6 | if
-1 0 0 0 -1 0 2 0 | in crm
-2 0 -1 0 -1 0 0 5 | in the loss
1 -8 -2 0 4 4 0 1 | it
-2 -1 0 0 1 0 0 3 | it out
2 -3 -2 -2 2 1 1 0 | k
-1 0 -1 0 -1 0 0 4 | k gone
0 -2 -2 -2 0 1 6 -1 | kick
2 -2 -2 -1 -1 -1 5 -1 | kick off
1 -1 -1 -2 -1 -1 5 -1 | kickoff
-1 0 -2 -1 1 -2 6 0 | landed
1 -1 -1 1 -2 1 3 -2 | legal
1 -2 0 0 0 4 -1 -1 | liability
-1 0 0 0 0 2 0 0 | liability cap
7 -4 8 -2 4 -2 -4 -7 | like
2 0 -2 -1 4 -2 0 0 | line by
1 0 -2 -1 4 -2 0 0 | line by line
-1 10 -3 -4 3 -1 -3 -1 | link
-2 8 -3 -1 1 -1 -1 -1 | linkedin
-1 10 -2 1 -4 -2 2 -3 | list
-3 3 -2 -3 0 -3 -1 8 | loss
-3 -4 0 0 0 -2 2 9 | lost
-3 -1 1 1 -1 -2 0 6 | luck
1 -3 8 4 -2 -1 -2 -5 | manager
3 2 5 -4 -3 0 -4 0 | me
0 -3 -3 6 -1 -1 2 0 | module
-3 0 -4 -1 2 -2 0 9 | months
-2 1 0 -1 0 0 0 3 | months of
-2 0 0 0 -1 4 -1 0 | negotiation
-4 2 2 1 -4 -5 -2 9 | next
-3 0 -1 -2 0 -1 -1 7 | next !
-1 5 0 -3 1 -3 -3 4 | no
-4 6 -1 0 0 0 0 -1 | no agenda
-1 -1 4 0 -1 0 0 -1 | no price
-3 2 -1 0 -1 -1 1 3 | no to
0 0 -1 0 0 -1 1 2 | no to the
1 3 4 4 -3 -4 -6 1 | of
-1 2 2 -2 2 -1 -1 -1 | of us
0 1 -3 -3 7 2 -1 -2 | offer
-1 -1 0 0 3 -1 0 0 | offer for
4 -3 -1 4 0 1 -4 -2 | on 0
-2 3 -1 0 1 0 0 0 | on linkedin
0 0 3 -1 -1 0 0 0 | on purpose
-5 -1 -2 2 4 -2 -1 5 | on to
-1 0 -1 0 1 -1 0 3 | on to the
-4 -1 0 -1 1 6 0 0 | on whatsapp
1 0 -1 -1 4 -1 0 -1 | options
2 -1 -3 -5 0 5 3 -2 | order
1 -1 -2 -1 3 1 -2 0 | order form
-6 0 5 -3 -5 1 -2 10 | ours
-2 -3 5 0 -2 4 -1 -1 | owns
-3 0 2 1 1 0 0 0 | owns the
-7 -6 2 -2 0 -2 12 3 | paid
-2 -2 -2 4 -1 -1 -1 4 | panel
-4 2 -2 -1 3 3 -1 -1 | pdf
1 1 -1 -1 2 -1 -1 0 | pitch
0 -7 -1 6 5 -1 -1 -1 | platform
-5 -2 -4 -2 -3 11 6 -2 | po
0 -1 0 0 -1 -2 4 0 | po from
-4 1 -1 0 -2 2 -1 6 | points
-5 3 -1 0 -2 5 4 -2 | price
0 0 0 -1 -1 0 -1 4 | price was
0 -1 3 0 -1 0 0 0 | pricing to
0 0 -2 0 0 0 0 3 | product and
-6 -3 -2 -2 16 -1 -1 -1 | proposal
0 0 0 0 2 0 0 0 | proposal for
-4 -2 0 1 11 1 -4 -3 | quote
-1 0 0 0 2 0 -1 0 | quote 0
-1 0 0 0 2 0 0 0 | quote is
-1 -2 -3 8 -4 3 -1 -1 | ran
-2 -2 0 7 -1 -1 0 -1 | ran the
-4 9 -1 1 -2 -1 0 0 | reception
-2 0 0 0 0 4 0 0 | redline
-2 0 0 0 -1 1 2 0 | redlines
-1 -2 0 0 -1 -3 3 3 | renewed
1 0 -1 -1 -1 1 0 2 | said no
-3 3 0 0 0 0 1 1 | said no to
2 -7 1 1 -3 1 -3 7 | second
3 -1 -1 -1 0 0 0 -1 | second demo
0 -1 2 0 0 0 0 0 | send pricing
0 -1 2 0 0 0 0 0 | send pricing to
3 -3 -1 -1 0 3 0 -1 | sent a
-2 5 0 0 -2 0 0 0 | sequence
1 3 1 2 3 2 -5 -7 | she
-1 0 4 -1 0 -1 0 0 | she owns the
-7 -6 5 1 2 4 0 1 | showed
2 -3 1 1 -1 4 -1 -3 | sign
1 -1 -1 -1 -1 3 -1 3 | signature
-3 0 -1 -3 -6 6 9 -2 | signed
-2 3 0 -2 0 -1 4 -1 | signed 0
1 0 0 0 0 -2 3 -1 | signed by
-1 0 3 0 -1 -3 0 2 | signed on
-5 2 -2 -1 2 6 -1 0 | signing
0 -4 3 2 -1 2 -1 -2 | signs
6 -10 2 -4 5 6 -2 -3 | since
0 -4 5 1 1 -1 0 -1 | site
-2 -1 5 0 -2 0 1 0 | site walk
0 -2 8 -2 -1 -3 0 -1 | sits
0 4 -1 3 -2 -3 -1 -1 | slides
2 6 -1 -1 -1 -1 -2 -2 | slots
-3 1 1 -2 2 4 -3 -2 | stage
-2 0 0 0 0 3 -1 0 | stage negotiation
0 -1 0 0 3 -1 0 0 | stage proposal
1 -3 0 0 -1 0 0 3 | staying
-3 0 0 0 -2 7 0 -1 | teams chat
2 -5 -2 -3 0 -1 -1 10 | tender
0 -1 -2 -1 3 3 -1 -1 | terms
5 -5 0 3 -1 -1 -1 -1 | test
-2 -3 0 1 -1 1 -1 4 | thank
-2 -2 0 0 0 1 -1 3 | thank you
-1 0 0 -1 -1 2 -1 2 | thank you for
2 0 0 -3 -2 4 3 -4 | the 0
-2 0 0 7 -3 0 -1 0 | the ai
-1 -1 -1 -2 2 2 2 -1 | the contract
-4 7 0 -2 -1 -1 2 -1 | the demo
0 -2 0 5 -1 -2 1 0 | the end
-1 3 -1 -1 -2 -1 0 3 | the forecast
-2 0 -1 0 -1 0 0 5 | the loss
2 -3 4 -3 -3 0 -1 3 | the next
0 2 -2 -2 2 1 0 -1 | the offer
-2 -1 -2 -1 4 1 0 0 | the quote
-1 0 0 0 0 3 -2 0 | their counsel
2 -5 -2 8 1 -1 0 -1 | then the
-1 -2 0 3 2 -1 -4 1 | they
-4 -3 4 5 -4 -2 3 0 | they said
-1 0 0 0 0 -1 2 0 | they signed
-2 -2 5 0 0 0 0 0 | think and
-4 -4 -3 -1 3 -3 4 7 | this morning
-2 0 4 -1 -1 0 0 0 | three of
-2 0 5 -1 -2 0 0 0 | three of us
-6 2 -3 0 3 4 2 -2 | through
-2 -1 0 -1 5 -1 -2 0 | through it
0 2 2 6 -4 0 -3 -2 | time
-2 0 -1 6 -1 0 0 -1 | time for
0 0 -2 -1 -1 0 0 4 | to product
-5 -2 8 3 -4 2 -3 1 | to see
-4 -1 -2 -1 2 6 -1 -1 | to sign
0 0 0 0 -1 0 0 3 | to the next
-1 0 6 3 -1 1 -2 -5 | together
-5 -1 1 5 0 0 0 0 | together on
-8 1 -3 10 1 -4 4 -1 | trial
-1 0 3 0 -4 -2 3 2 | up for
0 0 3 2 -2 -2 0 0 | up to 0
4 -3 -2 2 -5 -4 1 5 | us
1 -1 -3 0 0 -2 6 -1 | usd 0 0
-1 -1 -1 0 5 -1 0 -1 | valid
0 -1 -2 0 -1 6 -1 0 | verbal
5 -1 -3 6 -2 0 -3 -2 | very
-2 0 0 0 -2 -1 2 5 | voted
-5 5 7 7 -5 -3 -5 0 | w
-4 -2 6 1 0 3 0 -3 | walk
1 -6 6 3 1 1 0 -6 | wants
-1 -3 1 2 -5 1 1 4 | we
-1 0 -1 0 -1 -1 0 4 | we came
0 0 -1 0 -3 6 -2 0 | we decided
1 -1 -3 -1 -1 -1 1 4 | we were
-3 -3 -2 1 0 -1 0 8 | went with
1 -3 3 -4 -6 2 4 4 | were
0 4 4 0 -4 -1 0 -2 | what
-2 1 0 0 -2 5 0 -1 | whatsapp
-1 3 0 5 -3 -3 0 -1 | whole
-3 0 3 3 1 1 -7 2 | with
-1 -1 0 0 0 0 -3 6 | with what
-3 -3 -1 -2 -2 -1 9 2 | won
-3 3 -1 0 -2 -1 0 5 | wrote it
-6 1 4 -4 -3 0 6 2 | years
-4 3 7 1 -1 -2 -2 -3 | yet
-2 0 0 -1 -1 -1 2 2 | you for
0 0 0 0 0 0 0 2 | you for your
-6 5 3 -2 -1 2 -1 0 | yr
-3 0 1 0 1 -1 4 -1 | yrs
-1 -3 -1 0 1 -1 5 1 | £
-1 -3 -1 0 1 -1 5 1 | £ 0
-2 -1 -3 2 2 -1 4 -1 | £ 0 0
0 -4 -7 -1 3 2 9 -2 | €
-3 1 0 0 -1 -1 5 -1 | 🎉
-1 0 0 0 -1 -2 4 0 | 🥳
"""
