"""Words around a sum of money that say whether it is the deal's value, and how its neighbours make it a range."""

import re

SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n|\s[–—|]\s|•")
LABEL = re.compile(
    r"(?:value|amount|amt|acv|tcv|arr|deal size|size|deal value|contract value|sum|volume|price|total|offer"
    r"|\$|worth)\**\s?(?:[:=–—|-]|\bca\.?)\s*\**\s*(?:ca\.?\s)?$",
    re.I,
)
CUE_BEFORE = re.compile(
    r"\b(?:signed|won|quote[ds]?|proposal|offer|order|contract|deal|renew\w*|price[ds]?|fee|premium|worth"
    r"|total|value|forecast|ours is|po)\b",
    re.I,
)
CUE_AFTER = re.compile(
    r"^[\s(]*(?:arr|mrr|acv|tcv|total|all[- ]in|net|deal|quote|proposal|renewal|contract|a year|/\s?yr|p\.?a"
    r"|per year|over \d)",
    re.I,
)
NOT_DEAL_BEFORE = re.compile(
    r"\b(?:(?:lost|lose[sd]?|losing|wast\w+|leak\w*|bleed\w*|fined|fines|claims?|ate|eats|loss(?:es)?,?"
    r"|docked|burn\w*|throwing away)(?: [\w'-]+){0,3}"
    r"|cost(?:s|ing)?(?: \w+){1,2}|costs?|costing|spends?|spending|paying|pays|paid|sav(?:e[sd]?|ings?)"
    r"|discount\w*|sign(?:s|ed)?(?: \w+){0,2} (?:up )?to|signs? under"
    r"|approv\w+(?: \w+){0,3} to|(?:any|every)thing (?:above|over)|above|below|under|limit|up to|capex|quota"
    r"|target|promised|bill(?:ed)?(?: hits)?"
    r"|not|authority|until|receipt"
    r"|penalt\w+|turnover|revenues?|salary|raised|cheaper|short|threshold|over|more than|north of|i'?m at"
    r"|started at|every check|due|by"
    r"|puts? (?:it|that|this) at|reckons? (?:it|that)|need|cabin|per \w+,)"
    r"(?: (?:about|around|roughly|some|like|ca\.?|nearly|almost|an?|the|of|per|was|is|were|are|them|him|her"
    r"|us|by|maybe|more))*\s*~?\s*$"
    r"|\b(?:lost|ate|wasted|temps|hires?|costs?)(?: [\w'-]+){1,4} \($",
    re.I,
)
NOT_DEAL_AFTER = re.compile(
    r"^\)?\s*(?:short\b|light\b|gap\b|to find\b|cheaper|dearer|down to|(?:a|an|per|/|every)\s?(?:day|night|piece"
    r"|stop|pop|shift|h(?:ou)?rs?\b|seat|user|unit|head|shop|run|issue|incident|minute)"
    r"|every (?:month|week|year)|ea\b|each\b|psf|last year|(?:(?:a|per|/)\s?y(?:ea)?r )?by (?:his|her"
    r"|their) (?:own )?(?:count|estimate)|(?:a|per|/)\s?(?:month|week|mo|year|yr) (?:in|lost|walk\w*"
    r"|on (?:returns|overtime))"
    r"|in (?:fines|claims|losses|penalties|savings|waste|hand)|of (?:waste|lost|losses|unplanned|savings"
    r"|discount)|(?:lost|wasted|written off"
    r"|write-?offs?|(?:\w+ )?errors?|discount|fines?|waste|more(?! or less)|grant|retention|limit|threshold"
    r"|savings)\b"
    r"|(?:a|per) week on|off\b(?! (?:the|my|our|her|his) (?:board|forecast|pipe\w*|list|number))|waste per|\+?%)",
    re.I,
)
RANGE_BEFORE = re.compile(
    r"(?:\d[\d.,\s]*\s?(?:k|m|K|M)?\s?[€$£]?\s?(?:-|–|/|\bto|\bor)|\bbetween\s[^.;]{1,20}\sand)\s*$"
)
RANGE_LINK = re.compile(r"^\s*(?:to|-|–|—|/|or|,|bis|or maybe|, then)\s*$", re.I)
CLOSED_IN_PASSING = re.compile(r"\b(?:signed|closed|won|done|tiny|yay|sealed|signature)\b", re.I)
TWO_SIDES = re.compile(r"\b(?:he|she|they)(?:['’]s|['’]re| is| are) (?:still |now )?at\s*\S{0,4}$", re.I)
"""Before a sum that the other side would pay: what we ask is not agreed then."""
BETWEEN = re.compile(r"\b(?:between|from)\s*$", re.I)
ARROW = re.compile(r"\s*(?:/\s?(?:mth|mo|month|yr|year))?\s*(?:→|[-–=]+>)\s*")
QUANTITY = re.compile(
    r"^\s?(?!(?:is|was|as|has|its|this|plus|less|us|says?|goes|gross|thanks|pesos|bucks|years?|yes|yrs?|his"
    r"|gives|ours|signs|across|minus|unless|perhaps|always|puts|makes|gets|comes|sits|leaves|lands|closes"
    r"|takes|stands|means|works|covers|would)\b)(?:[a-z]{2,}s\b|pcs|rps|km|kg|kw\w*|staff|people|sq|leads?\b"
    r"|hours|min\b|tonnes?|litres?|price line|ceiling|rpm|hp\b|followers|°)",
    re.I,
)
BARE_FOLLOWER = re.compile(
    r"^\s*(?:$|[,.;:!?)(\n|*/+🎉]|-|–|—|(?:arr|mrr|acv|tcv|a (?:year|month)|per|p\.?a|pa|total|in|for|over"
    r"|with|and|plus|net|ex|excl|incl|if|but|so|gone|just|or (?:so|there)|more or less|annual\w*|all"
    r"|including|is|potential|commit|once)\b|[^\w\s])",
    re.I,
)
BARE_PERIOD = re.compile(r"^\s*(?:a|per|/)\s?(?:day|week|night)", re.I)
OURS = re.compile(r"\b(?:ours (?:is|was|at)|we(?:'re| are) at)\s*$", re.I)
GROWTH = re.compile(r"\b(?:renew\w*|upsell|upsold|expan\w+|upgrad\w+|uplift|added|adds)\b", re.I)
SMALLEST = 50
"""Sums below this are prices of a thing ("a 2 euro spring"), not of a deal."""
