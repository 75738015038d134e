"""Groups of phrases that mark a deal's stage, with their points for each stage.

Each row holds points, in tenths of a logit, for: stage untold, prospecting, discovery, demo, proposal, negotiation,
won, lost; then the phrases of the group, any of which counts, once. Numbers are written 0. The points were fitted
together with those of `stage_words` on the labelled messages of fifteen writers.
"""

GROUPS = """
-3 -4 0 0 0 -2 2 9 | lost
-8 3 0 -1 -2 -2 -3 13 | awarded, bought, chose, chosen, decided against, declined, declines, go for a, go to a,
    goes to a, goes to i, goes to someone, going with a, landed in another, picked, stay with, stayed with,
    staying with, sticking with
-4 -3 -1 -2 -4 0 -3 17 | came second, didn't get, is dead, letter of award, no budget, no from, no go, not this
    year, ours is out, regret to inform, runner up, said no, second place, third of, told me no, told us no,
    unsuccessful
-3 1 1 -4 2 -2 -5 11 | archived, bye bye, c'est la vie, closing it, deleted it, gone, moving on, next one, off
    my board, off my list, off the board, off the list, oh well, onto the next, taking it off, there goes
0 0 0 0 0 0 0 2 | after careful, after internal, best of luck
-2 -2 1 -1 -1 0 -1 6 | debrief, lesson, loss reason
-3 -3 -1 -2 -2 -1 9 2 | won
0 0 -3 3 -2 0 6 -3 | are in, came through, done deal, in the bag, is in, is ours
-4 -5 -3 -5 -6 2 15 6 | closed, countersigned, renewed, sealed, signed
-1 0 2 -1 -2 -3 8 -2 | deposit cleared, deposit landed, loa back, po 0 came, po arrived, po from, po in, po
    landed
2 -7 -7 -1 -1 3 10 1 | go live, goes live, handover, implementation, install date, install starts, install week,
    kickoff, live from, mobilisation, onboarding, ships, start on, starts monday, starts on
2 -9 -2 0 2 0 4 4 | renew, renewal, renewed, renewing, renews, upsell
1 -2 0 -3 -7 11 3 -4 | price is fine, said yes, says yes, vendor of choice, verbal, verbally
-2 -7 -6 -2 -2 20 2 -2 | annex, clause, clauses, counsel, dpa, indemnity, lawyer, lawyers, legal, liability,
    marked up, msa, notary, redline, redlined, redlines, solicitor, terms, turn 0
-5 -5 -2 -6 8 9 0 0 | agreement, contract, docusign, order form, paper, papers, paperwork, sow
-4 1 0 -1 2 6 -2 -2 | agreement pack to, agreement to, agreement with, contract call with, contract goes,
    contract out, contract to, contract tonight, contract with, contract's going, contract's out, docusign's
    out, order form off, order form to, order form's out, paper is with, paper to, paper tonight, sent contract
-2 -6 0 1 -2 15 -4 -3 | countersign, sign, signature, signing, signs
-3 -8 -5 -1 -3 13 3 3 | 0 % less, 0 % off, asked for 0, cheaper, counter, countered, discount, final price,
    haggle, haggling, knock, negotiated, negotiating, negotiation, net 0, payment terms, throw in
6 -6 -1 -1 0 8 -5 -2 | compras, deal desk, einkauf, final terms, infosec, procurement, purchasing, security
    questionnaire, security review, supplier portal, vendor code, vendor onboarding
-6 -5 0 -2 20 -3 -5 2 | angebot, ballpark, bid, estimate, proforma, quotation, quote, quoted, quotes, quoting
-5 -1 1 -2 19 -3 -8 0 | costing, numbers, offer, options, price, prices, pricing, proposal, rate card, rfp,
    submission, tender
-1 0 2 -2 4 -2 0 -1 | dropped the offer, got price, got pricing, got the deck, got the quote, has his quote, has
    my numbers, has my offer, has the offer, has the quote, left the price, put the numbers, received our price,
    send pricing, send the deck, sent numbers, sent prices, sent pricing, sent the deck, sent the pricing, sent
    the quotation
-1 -6 13 1 -4 -1 -1 -2 | didn't send, haven't quoted, haven't sent, havent sent, never did send, no findings
    proposal, no price, no prices, no pricing, no slides, not price, not send, not sent, nothing pitched
0 -2 1 -3 4 2 -2 -1 | go through, goes through, going through, line by line, walk her through
-6 -1 -5 15 -2 -2 1 -2 | demo, demo'd, demos
3 -1 3 18 -6 -12 -2 -3 | acceptance, bake off, demo, evaluating, evaluation, pilot, poc, sample, samples,
    sandbox, tasting, test, trial
-3 0 -3 12 2 -5 -2 -1 | demo done, demo on, demo tomorrow, demo went, demo with, demo's set, pilot gerry moved,
    pilot is live, pilot live, pilot on, pilot readout with, pilot starts, poc closed, test day with, test
    flanges on, test on, test sealer on, test us on, test with, trial done, trial live, trial on, trial set
-3 -2 0 14 4 -3 -4 -4 | dashboard, dashboards, deck, feature, features, presentation, presented, roadmap, show,
    showed, showing, slide, slides, tour, walkthrough
-1 -3 11 3 1 -5 -4 -2 | audit, disco, discovery, scoping, site visit, survey, walked me, walked the, walked
    through, walked us, workshop
-7 5 4 4 2 -2 -4 -2 | first call, first chat, first contact, first meeting, first time, first visit, get to
    know, intro, lunch with, met the, met with, sat down with, sat with, spent an, spent the
0 0 3 4 -1 -4 0 -1 | asked a lot, asked her, asked him, asked how, asked them, asked what, asked why, because,
    costs him, costs them, headache, listened, lose, losing, motive, need, needs, pain, problem, told me, told
    us, want to, wants to, why now
-5 -4 7 1 2 -2 0 2 | audit finding, break, breaks, broken, by hand, complain, complained, complains, complaint,
    complaints, downtime, fail, failed, failing, failover, fails, failure, failures, fine, fined, fines,
    injuries, lose, loses, lost, manual, manuals, overtime, paper, stops, waste, wasted
-1 -5 6 1 2 2 -3 -2 | budget, can sign, decides, decision, holds the, owner, owns, signs up to
1 9 2 -1 -4 -2 -3 -4 | blast, campaign, cold, connect, connection, connects, contact form, dm'd, dms, inbound,
    inmail, invite, invites, lead, leads, linkedin, list of, outreach, prospect, prospecting, prospects,
    sequence, web form
0 11 3 -2 -5 -7 -3 1 | badge, booth, conference, congress, event, expo, fair, open day, scan, scans, seminar,
    show, slot, slots, stand, webinar
-4 13 -3 -1 -3 -2 -1 2 | beer, breakfast, cake, chocolate, chocolates, coffee, cupcakes, dinner, donuts, drinks,
    flowers, gift, golf, lunch, tray
2 9 -1 0 0 -4 -1 -4 | assistant, diary, front desk, gatekeeper, reception, receptionist, secretary, switchboard
-1 12 -3 -2 -3 2 -5 0 | can't come, can't make, can't receive, cancel, cancelled, declined, don't join, isn't
    coming, isn't travelling, no time, not coming, swamped, too busy, wall to wall
2 10 -2 1 -6 -3 -2 0 | don't know them, haven't spoken, heard, intro, introduce, introduced, introducing, mate
    who, might be shopping, never met, never spoken, no idea what, no idea who, referral, rumour
-1 -2 0 -2 3 -2 0 3 | cold, rang, voicemail, who's the contact
-1 11 -6 5 -5 -2 1 -3 | brochure, catalogue, flyer, opened with, pitch, pitched, pitching, told them about,
    video
3 -2 -1 3 4 -1 -4 -3 | blue tick, blue ticks, crickets, ghost, ghosting, hasn't answered, hasn't picked, hasn't
    replied, haven't heard, no answer, no reply, no response, nothing since, radio, read receipt, silence,
    silent, unanswered
-2 0 -5 -1 4 5 -2 2 | accelerator, club, commit, eoq, forecast, number, pipe, pipeline, quarter, quota, target
1 1 1 0 -7 7 -1 -2 | account review, churn, csm, customer since, invoice, maintenance, qbr, support, ticket,
    usage
6 -2 -3 -2 2 -2 -1 2 | board, committee, council, meets, steering, vote, voted, votes
6 1 7 2 -1 -5 -6 -4 | buzzing, excited, great chat, great energy, hot, interested, keen, love, loved, lovely,
    nice, super
3 -1 2 -2 1 5 -4 -4 | fingers crossed, get back, let me know, next step, next steps, shout, think about,
    waiting, will see
7 -2 -4 0 -1 0 0 0 | again, another demo, another document, case studies, case study, questionnaire, reference,
    security pack, spreadsheet, what do other, yet another
0 -4 -1 -1 2 1 1 0 | 0 k
3 -2 -3 -4 3 7 2 -5 | countdown, deadline, expire, goes away, goes up, only good, price goes, slot, til
    midnight, urgency
-1 3 -1 -4 2 6 -6 1 | chat, instagram, line, slack, sms, text, texted, texting, whatsapp
5 0 -4 2 -3 -2 -3 5 | candidate, criteria, hired, points, score, scored, shortlist
5 -3 1 -7 -1 7 -3 1 | close it, close the, closes the, countersign, countersigns, done by, final, last details,
    last open, last points, order comes, paper, signing ceremony
-1 0 2 1 3 5 -4 -6 | friday, monday, next week, thursday, tomorrow, tonight, tuesday, wednesday
8 -3 -1 -4 3 -3 3 -3 | business case, close plan, mutual, phase, planned, roadmap, rollout, timeline
"""
BASE = (24, 12, -11, -12, -5, -6, -4, 4)
"""Points of each stage before any cue, in the same order."""
LONG_MESSAGE = (-1, -5, 2, 1, 6, 0, -3, -1)
"""Points where the message is longer than `LONG` characters."""
LONG = 300
