"""Plain wordings that state a deal's stage outright ("we lost Acme to Globex", "PO is in", "sent the quote").

Each pattern reads one clause in which only names keep their capitals (`plain_clause`); an unless-pattern that is found
in the clause takes it back.
"""

import re

from coaching.facts import Stage

_NAME = r"(?:[A-Z&][\w'’.&-]*(?: (?:&|and|of|de) (?=[A-Z]))?(?: [A-Z&][\w'’.&-]*){0,4})"
_THEY = rf"(?:they(?:'ve|’ve)?|she|he|it|client|customer|buyer|prospect|board|committee|company|{_NAME})"
_DOC = r"(?:proposal|quote|quotation|offer|bid|estimate|tender|pricing|price list|prices|business case|rfp response)"
_THE = (
    r"(?:(?:a|an|the|our|my|their|your|his|her|them|him|us|it|over|out|off|in|across|first|second|new|revised|updated"
    r"|final|formal|written|full|draft|detailed|short|product|live|quick|custom|commercial|signed|price|rough|big"
    r"|good"
    rf"|great|remote|online|technical|today's|this|that|{_NAME}) )"
)
_NOT_YET = (
    r"\b(?:if|when|once|until|till|unless|before|hopefully|hope|hoping|might|may|could|should|would|won['’]?t|will"
    r"|going to|gonna|want|wants|not|never|n['’]t|no|almost|nearly|about to|to be|to get|get|gets|getting|waiting"
    r"|expect\w*|need|needs|needed|why|whether|cannot|yet|ready|close to|chance|risk|afraid|worried|as soon as|after"
    r"|assuming|'ll|forecast|who|how)\b|\?|n['’]t\b|['’]ll\b"
)

_PHRASES: tuple[tuple[Stage, str, str], ...] = (
    (
        "lost",
        r"closed[- /]?lost|\b(?:mark\w*|set|put|log\w*)(?: \w+){0,3} (?:as |to )?lost\b",
        r"\bif\b|\bnot\b",
    ),
    (
        "lost",
        rf"(?:^|\b(?:we|i|just|we've|we’ve|i've|officially|sadly|unfortunately|have|has|and|so|,|:|-) ?)\W*lost"
        rf" (?:it\b(?! was)|them\b|this\b(?! week| month| year)|that one\b|out\b|the (?:deal|bid|tender|account"
        rf"|opp)\b|{_NAME})"
        r"|\blost (?:on price|to (?!a follow|follow|the|my|time|track|a \d)|(?:\S+ ){1,5}?to [A-Z])"
        rf"|^(?:the )?(?:{_NAME}|deal|this one|that one|it)(?: deal| account| opp| bid| tender)?(?: is|'s| was"
        rf"|:)? lost\b(?! (?:\d|a |an |one|two|three|half|their|his|her|interest|money|track|touch))",
        r"\b(?:they|she|he|who|client|customer|if|what|which)(?:'ve|’ve| have| had)? lost\b"
        r"|\bif\b|\bhow\b|\bwhen\b|\bcould\b|\bmight\b|nearly|almost|\bnot\b|n['’]t\b|\bnever\b|\?",
    ),
    (
        "lost",
        r"\b(?:went|gone|going|goes|go|chose|picked|selected|signed|stay\w*|stick\w*)(?: with| to| for)?"
        r" (?:a competitor|the competition|another (?:vendor|supplier|provider|company)|someone else|somebody else"
        r"|the incumbent|their (?:current|existing|old|incumbent)|the other (?:vendor|supplier|guys|one|lot))"
        rf"|\b(?:they|{_NAME}|decided to|board|committee)(?: have| has|'ve|'re| are| is)?(?: just| already| now)?"
        r" (?:went|gone|going|go) with [A-Z](?!s\b)"
        r"|\b(?:chose|picked|selected|preferred) [A-Z][\w'’ &]*? (?:over us|instead|on price)",
        r"\bif\b|\bmight\b|\bcould\b|\bwhy\b|\?|unless|before they",
    ),
    (
        "lost",
        rf"(?:^|\b)(?!it ){_THEY}(?: have| has| just| finally| sadly| also)* (?:said no\b(?! (?:to|yet|more"
        rf"|problem|thanks? to)\b)"
        r"|told (?:us|me) no\b|passed(?: on (?:us|it|this|our|the (?:offer|proposal|deal)))?$"
        r"|turned (?:us|it|our \w+|the (?:proposal|offer|deal|quote)) down|turned down (?:us|our|the (?:proposal"
        r"|offer|quote|deal))"
        r"|rejected (?:us\b|it\b|(?:our|the) (?:proposal|offer|quote|deal|bid)\b)"
        r"|(?:decided|chose) (?:not to (?:go|buy|proceed|move|sign|renew|continue|do it)|against (?:us|it|buying"
        r"|the)))"
        r"|\bdecided not to (?:go ahead|buy|proceed|move (?:ahead|forward)|sign|renew|continue)\b"
        r"|\bnot (?:going|moving) (?:ahead|forward)\b|\bwon['’]t be (?:going|moving) (?:ahead|forward)\b"
        r"|\bit['’]?s a (?:hard |clear |firm |final )?no\b(?!\w|t)|\bdeal (?:is|'s) (?:dead|off|gone)\b"
        r"|^[A-Z][\w ]* is dead\b|\bdidn['’]?t win\b"
        r"|\bno deal(?: in the end| after all|$|\.|,)",
        r"\bif\b|\bmeeting\b|\bwhen\b|\buntil\b|\bunless\b|\?|\bshow\b|\bbooth\b|\bdiscount\b",
    ),
    (
        "lost",
        r"\b(?:were|was|been|got|get) (?:told no|turned down|rejected) by [A-Z]|\btold no by [A-Z]"
        r"|^(?:the )?(?:deal|opportunity|opp) [*_\"“][^*_\"”\n]{2,80}[*_\"”]+ (?:was|is|has been)"
        r"(?: \w+){0,2} lost\b|^lost$",
        r"\bif\b|\bnot\b|\bmeeting\b|\blunch\b|\bvisit\b|\binvit\w+|\btoo (?:busy|slammed)|\bstand\b|\?",
    ),
    (
        "lost",
        r"(?<!demo )(?<!fair )\bdebrief(?:ed)?(?: call)? (?:w/|with) ?(?:[A-Z]|the|their|her|him|them|our)"
        r"|\b(?:had|did|got) (?:the|a|our|my) debrief\b|\bdebrief(?: is|'s)? done\b",
        r"\binternal|\bteam\b|\bstand\b|\bshow\b|\bwin\b|\bwhen\b|\bif\b",
    ),
    (
        "won",
        r"closed[- /]?won|\bdone deal\b|\b(?:is|it's|deal's) ours\b|\bcountersigned\b(?! (?:our|at our|on our|the))"
        r"|\b(?:chose|picked|selected|awarded(?: it)?(?: to)?) us\b"
        r"|\b(?:went|going|gone) with us\b|\baward(?:ed)? (?:letter )?(?:is |came )?(?:to us|in)\b",
        rf"{_NOT_YET}|\bnda\b|\bvendor of choice\b|\bpending\b|\bsubject to\b",
    ),
    (
        "won",
        r"\b(?:po|purchase order)(?: #?\w*\d\w*)?(?: is| has| just|'s| was| finally| now)*"
        r" (?:in|here|received|arrived|landed|came|come|signed|through)\b(?! (?:progress|process|with|for approval"
        r"|this|by|next))"
        r"|\b(?:got|received|have|has) (?:the|a|their|our) (?:po|purchase order|signed (?:contract|order|agreement"
        r"|copy|quote))\b"
        r"|\bpo (?:#?\d+|received|in hand)",
        rf"{_NOT_YET}",
    ),
    (
        "won",
        rf"(?:^|[,:;(] ?|\b(?:and|we|i|just|have|we've|we’ve|finally|officially) )\W*won (?:it\b|them\b|this\b"
        rf"|the (?:deal|bid|tender|account|business|contract|pitch|project)\b|back\b|{_NAME})"
        r"|^won\b\W*$|^(?:deal|it(?:'s| is)|this one(?:'s| is)|" + _NAME + r"(?: is|'s)?) won\b\W*(?:$|\d|[€$£])"
        rf"|\b(?:got|landed|closed|won) the {_NAME} (?:deal|account|business)\b"
        r"|\d[\d.,]*[km]? won\b|\bwon (?:at|with) [A-Z]",
        rf"{_NOT_YET}|\bthey(?:'ve)? won\b|\bcommittee won\b",
    ),
    (
        "won",
        rf"^\W*(?:and |it's |it is |we're |all |is |finally |officially |just |yes |yay |now )*signed\b\W*(?:$|!|,"
        rf"|today|yesterday"
        r"|this|last|at|for|on|and|with|by|the (?:contract|deal|order|agreement|msa|papers?)|\d|[€$£]|a |"
        rf"{_NAME})"
        rf"|^\W*(?:they|she|he|{_NAME})(?: (?:just|have|has|is|are|finally|officially|now|also|all|both"
        rf"|deal))*(?:'s|'ve)?"
        r" signed\b(?! (?:off|up|in|on (?:as|for)|to|an? nda|the nda))"
        r"|\b(?:contract|agreement|order form|order|deal|msa|papers?|renewal|quote|offer|proposal)(?: is| was"
        r"| just| has been|'s| got"
        r"| are| came back| back| fully)* signed\b(?! (?:off|up))"
        rf"|^\W*(?:we |just |i |finally |officially )*(?:closed|sealed|landed) (?:it\b(?! out)|the deal\b"
        rf"|{_NAME}(?! lost| as lost))"
        rf"|\bdeal (?:is )?(?:closed|done|signed)\b|^(?:{_NAME}) (?:is )?closed\b\W*(?:$|!|at \W?\d|for \W?\d|,|\d"
        rf"|[€$£])",
        rf"{_NOT_YET}|\bnda\b|\blost\b|\bwith (?!us\b)[A-Z]|signed (?:off|up)\b|\bcan sign|\bdisclosure\b",
    ),
    (
        "negotiation",
        r"\b(?:contract|agreement|msa|paper\w*|order form|draft|dpa|redlines?|terms|it)(?:'s| is| are| now| still"
        r"| sits?| sitting"
        r"| currently| went| goes| stuck)* (?:with|at|in|to) (?:the |their |our )?(?:\w+ )?(?:legal|lawyers?"
        r"|counsel|procurement"
        r"|solicitors?)\b|\bin legal\b|\blegal (?:is|are)?\s?review|\bredlin\w+\b|\bmark[- ]?ups? (?:back|from)"
        r"|\b(?:in )?negotiat(?:ing|ions?)\b|\bhaggl\w+|\bfinal(?:ising|izing) (?:the )?(?:contract|terms|price)\b"
        r"|\bverbal(?:ly)? (?:yes|ok|okay|agreed|agreement|commit\w*|go|accept\w*)\b"
        r"|\bpush(?:ing|ed|es)? back on (?:the |our )?(?:price|pricing|terms|payment|liability|discount)\b"
        r"|\b(?:asks?|asked|asking|wants?|pushing|pushed) (?:us |me )?for (?:a |an )?(?:\d+ ?% |bigger |better "
        r"|further |small )?"
        r"(?:discount|(?:off|better price|price cut))\b|\b(?:going|back) and forth on (?:the )?(?:price|terms"
        r"|contract)\b"
        r"|\bwaiting (?:on|for) (?:their |the )?(?:legal|lawyers?|signature|procurement)|\bwaiting (?:on"
        r"|for) \S+(?: \S+)? to (?:counter)?sign"
        rf"|\b(?:sent|emailed|mailed|send) {_THE}{{0,4}}(?:contract|agreement|msa|order form|paperwork|docusign)\b"
        r"|\b(?:contract|agreement|order form|docusign)(?: is| has|'s| went| goes| just| was| been)* (?:out"
        r"|sent)\b|\bout for signature\b",
        r"\bnda\b|\bfor the redlines|\bin\b!?$|\bno contract\b|\bhaven['’]t\b|\bwhen\b|\bif\b|\bonce\b"
        r"|\bbefore (?:any |we )?negotiat|\bnon-negotiable",
    ),
    (
        "negotiation",
        r"\b(?:will|'ll|’ll|ready to|going to|should|wants? to|about to|promised to) (?:counter)?sign\b(?! up| off"
        r"| in)"
        r"|\bsign(?:ing|ature)(?: call| meeting| is)*(?: set| booked| planned)?(?: for| on)? (?:the \d|\w*day\b"
        r"|next|this|tomorrow)"
        r"|\bsigns (?:it |the contract )?(?:on )?(?:\w+day\b|tomorrow|next|this)",
        r"\bnda\b|\bif\b|\?|\bnot\b|n['’]t\b",
    ),
    (
        "proposal",
        rf"\b(?:sent|emailed|mailed|submitted|delivered|shared|handed|dropped|fired|shot|gave|forwarded|put in"
        rf"|turned in"
        rf"|presented|got|put together|filed|sending|send|submitting|posted) "
        rf"{_THE}{{0,5}}{_DOC}\b"
        rf"|\b{_DOC}(?: (?:for|to) {_NAME})?(?: is| was| has| just| now| finally|'s| been| are)*"
        r" (?:out|sent|submitted|with them|with her|with him|delivered|in their hands|gone out|went out"
        r"|in front of|over to|on their desk)\b"
        rf"|\b(?:going|go|went|walk\w*|talk\w*) (?:them |her |him |us )?through (?:the|our) {_DOC}\b"
        rf"|\bquoted (?:them|him|her|it|{_NAME})\b|^quoted\b"
        rf"|\b(?:ask\w*|wants?|wanted|waiting|request\w*) (?:us |me )?(?:for )?(?:a|our|the"
        rf"|my) (?:\w+ )?(?:proposal|quote|quotation|offer)\b"
        rf"|\b(?:writing|drafting|preparing|prepping|finishing|building|working on) {_THE}{{0,2}}(?:proposal|quote"
        rf"|quotation|offer)\b"
        rf"|\b(?:proposal|quote) (?:review|walk-?through)\b",
        r"\bjob offer\b|\bif\b|\bnot\b|\bnever\b|\bn['’]?t\b|(?:ha[vs]e?|did|do|does|wo|is|could)n['’]?t\b"
        r"|\bshould i\b|\bdo i\b|\bcompetitor\b|\bno (?:proposal|quote|offer)\b|\bbefore\b"
        r"|\b(?:invite|without)\b",
    ),
    (
        "demo",
        rf"\bdemo(?:s|'s| (?:for|with|at|to) {_NAME})?(?: is| was| are| has been|'s)? (?:done|went|complete\w*"
        rf"|delivered|finished|over)\b"
        rf"|\b(?:ran|did|gave|had|held|finished|completed|delivered|wrapped|after|hosted) {_THE}{{0,4}}demo\b"
        r"|\b(?:demoed|demo'd|demo’d)\b"
        r"|\b(?:pilot|trial|poc|proof of concept)(?: is| has|'s| now| just)* (?:live|running|started|underway"
        r"|under way|going|kicked|extended)\b"
        r"|\b(?:started|kicked off|running|began) (?:the|a|their|our) (?:\w+ )?(?:pilot|trial|poc"
        r"|proof of concept)\b",
        r"\bdebrief\b|\bif\b|\bnot\b|\bbefore\b|\bwhen\b|\bdidn['’]t\b|\bhaven['’]t\b|\bonce\b|\bwants?\b",
    ),
    (
        "demo",
        r"^\W*(?:\w+ )?demo(?: call)?(?: is| was|'s)? (?:booked|set|scheduled|confirmed|for|with|on|at|next|this"
        r"|tomorrow|fixed|\w+day)\b",
        r"\bdebrief\b|\bif\b|\bnot\b|\bno\b|\bbefore\b|\?",
    ),
    (
        "discovery",
        r"\bdisco(?:very)?\b(?: \w+)? (?:call|session|meeting|chat|workshop|done|went|with|today|yesterday)\b"
        r"|\bdiscovery$"
        r"|\b(?:did|had|ran|finished|held) (?:a |the |our |some |first |good |great |proper )*(?:discovery|scoping)\b"
        r"|\b(?:scoping|qualification|qualifying) (?:call|session|meeting|workshop)\b"
        r"|\b(?:first|intro\w*|initial) (?:\w+ )?(?:call|meeting|chat|conversation|visit)\b.*\b(?:told (?:us|me)"
        r"|explained|walked (?:us|me)"
        r"|(?:their|the) (?:problem|pain|goals?|challenge|needs?)|struggl\w+)\b",
        r"\bdemo\b|\bno discovery\b|\bskip\w*\b|\bwithout\b|\bbefore\b|\bif\b",
    ),
    (
        "prospecting",
        r"\bcold[- ](?:call\w*|e?mail\w*|outreach|dm\w*|message\w*|calls)\b|\boutreach\b|\bprospecting\b|\bnew lead\b"
        r"|\btry(?:ing)? to (?:get|land|book|set up|secure|arrange) (?:a |an |some |any |me |us )*(?:first "
        r"|intro\w* |initial |quick )?"
        r"(?:meeting|call|slot|intro|appointment|time|chat|coffee|foot)\b"
        r"|\b(?:reached|reaching) out to (?:the |their )?\w+\b|\b(?:sent|fired off|messaged"
        r"|pinged) .{0,40}\b(?:linkedin|inmail)\b"
        r"|\bfirst (?:touch|mail|email|e-mail|contact) (?:sent|out|to|made)\b|\bconnection request",
        r"\binbound\b|\bif\b|\brenewal\b",
    ),
    (
        "lost",
        r"\b(?:did not|didn['’]t) win (?:the |it\b|this)|^\W*came second\b|\bcame (?:in )?second (?:at|in|to|with)\b"
        rf"|\bproject (?:(?:at|with|for) {_NAME} )?(?:is |was |got |has been )?(?:cancelled|scrapped|killed)\b",
        r"\bif\b|\bmight\b|\?",
    ),
    (
        "negotiation",
        rf"\b(?:contract|agreement|msa|order form)(?: is| has been| went)? with (?:{_NAME}|them|him|her)\b"
        r"|\b(?:wants?|asks?|asked|asking|demands?) (?:us )?(?:for )?a (?:lower|better|cheaper) price\b"
        r"|\b(?:our|my|the) final offer\b",
        r"\bnda\b|\bif\b|\?|\bcall with\b|\bcurrent\b|\btheir\b",
    ),
    (
        "demo",
        rf"\b(?:pilot|trial|poc)(?: (?:at|with|for) {_NAME})? (?:is |has |was )?"
        r"(?:finished|complete\w*|over|runs|ends)\b",
        r"\bif\b|\bnot\b|\bbefore\b|\bwhen\b|\bonce\b",
    ),
    (
        "prospecting",
        r"\bwrong (?:person|contact|department) (?:at|for|in)\b"
        r"|\bchas(?:ing|ed) [^.]{0,30} for (?:a|an|any) (?:first )?(?:meeting|call|slot|intro\w*)\b"
        r"|\b(?:can(?:no|['’])t|can not|won['’]?t|will not|unable to|is(?:n['’]t| not)|are(?:n['’]t| not)) (?:be )?"
        r"(?:mak\w+ it to|attend\w*|com\w+ to|visit\w*|going to|travel\w* to) (?:the |this year['’]s )?[^.]{0,25}"
        r"(?:fair|show|expo|booth|stand|event|conference|exhibition)\b"
        r"|\bno time (?:for|to) (?:a |an )?(?:meeting|call|demo|chat|meet|visit)\b",
        r"\bif\b|\brenewal\b|\bcustomer since\b",
    ),
)
_TAKEN_BACK: tuple[tuple[Stage, str], ...] = (
    (
        "lost",
        r"\b(?:said|says|say|told (?:us|me)) no to (?:the |a |an |any |our |my )?(?:\w+ )?(?:meeting|call|visit"
        r"|demo|discount|slot|date|coffee"
        r"|lunch|bundle|booth|show|invite|monday|tuesday|wednesday|thursday|friday)",
    ),
    (
        "prospecting",
        r"\b(?:cancel\w*|postponed|moved|pushed|rescheduled|called off) (?:the |our |my |her |his |today's )?"
        r"(?:\w+ )?(?:meeting|call|review|visit|appointment|session|lunch|slot)\b"
        r"|\b(?:moving|moved|pushed|postponed|rescheduled) (?:it )?to (?:next|the week|another)\b"
        r"|\b(?:meeting|call|review|visit|appointment|session|slot)\b[^.,;]{0,40} (?:is|was|got|has been|gets)"
        r" (?:cancelled|called off|postponed)\b|^\W*(?:they|he|she) declined the \d",
    ),
)
"""Wordings that only look like a stage of `stage_cues`; they take as many points away."""
TAKEN_BACK: tuple[tuple[Stage, re.Pattern[str]], ...] = tuple((stage, re.compile(said)) for stage, said in _TAKEN_BACK)
STAGE_PHRASES: tuple[tuple[Stage, re.Pattern[str], re.Pattern[str]], ...] = tuple(
    (stage, re.compile(said), re.compile(unless)) for stage, said, unless in _PHRASES
)
