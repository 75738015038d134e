"""Cities and countries that stand in updates as places; a prospect only when more words make a name of them."""

from coaching.reading.facts.lexicon import plain_words

_PLACES = """
aberdeen abu accra adelaide africa albany amsterdam antwerp athens atlanta auckland austin australia austria baltimore
bangalore bangkok barcelona basel beijing belfast belgium bergen berlin bern birmingham bologna bordeaux boston brazil
brighton brisbane bristol britain brussels bucharest budapest cairo calgary canada cardiff casablanca chennai chicago
china cleveland cologne copenhagen cork dallas delhi denmark denver detroit dhabi doha dortmund dresden dubai dublin
durban dusseldorf eindhoven edinburgh england europe finland florence france frankfurt geneva genoa germany ghana ghent
glasgow gothenburg graz greece hague hamburg hannover hanover heidelberg helsinki houston hungary hyderabad iceland
india
indonesia ireland istanbul italy jakarta japan johannesburg kenya kiev kyiv krakow lagos lausanne leeds leicester
leipzig lille lima limerick lisbon liverpool ljubljana london luxembourg lyon madrid malaga malaysia malmo malta
manchester manila marseille melbourne mexico miami milan minneapolis montreal morocco moscow mumbai munich nairobi
nantes naples nashville netherlands newcastle nice nigeria norway nottingham nuremberg orlando oslo oxford paris perth
philadelphia phoenix pittsburgh poland porto portland portugal prague pune qatar quebec reading riga rome romania
rotterdam russia salzburg scotland seattle seoul seville shanghai sheffield shenzhen singapore slovakia slovenia sofia
southampton spain stockholm strasbourg stuttgart sweden switzerland sydney taipei taiwan tallinn tampa thailand tokyo
toronto toulouse trieste tunis turin turkey ukraine utrecht valencia vancouver venice vienna vietnam vilnius wales
warsaw washington wellington wroclaw zagreb zurich
"""
PLACES = plain_words(_PLACES)
"""Names of cities and countries in one word."""
