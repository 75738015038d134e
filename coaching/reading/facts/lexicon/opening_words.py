"""Words that open a sentence or a sales note, or stand in capitals, without belonging to the name beside them."""

from coaching.reading.facts.lexicon import plain_words

_OPENERS = """
a an the this that these those some any all both each every no not none nothing nobody another other others such i i'm
i've i'll i'd we we're we've we'll you you're your he he's she she's it it's its they they're they've them his her
hers their theirs my mine our ours me us who whoever what what's whats which when where why how whether whatever whose
and but or so if then than as at by for from in into of off on onto out over to up with without within w/ re about
after again against before behind below between beyond during since through throughout till until under upon via
versus vs per plus like near around across is are was were be been being am has have had having do does did doing done
can cannot could may might must shall should will would isn't aren't don't doesn't didn't can't couldn't won't
wouldn't haven't hasn't there there's here here's that's let let's also already although though actually anyway
apparently basically because besides both certainly clearly currently either even eventually ever exactly finally
first second third fourth fifth last next lastly fully generally hopefully however honestly indeed instead just lately
later likely maybe meanwhile mostly nearly never now obviously officially often once only originally otherwise perhaps
personally possibly probably quick quickly quite rather really recently regarding rumour rumor seriously short simply
sometimes somehow somebody someone something soon still sure then therefore thus today tomorrow tonight too totally
twice unfortunately usually very well while yes yep yeah yup nope nah yet yesterday ok okay oh oops ouch ah aha alas
argh hm hmm hmmm haha hey hi hello hola ciao hallo hej hei dear bonjour cheers congrats congratulations well wow yay
yikes lol lads guys folks team everyone everybody anyone anybody people pls please sorry thanks thank thx kudos props
fyi btw update updates status recap note notes notice summary context reminder question q news heads head's heading
quick tl;dr tldr ps good great nice big small huge bad happy sad long short new old hot cold warm lovely super account
accounts acct customer customers client clients company contact contacts deal deals opp opps opportunity prospect
prospects stage value amount amt price pricing next need needs pain budget timeline close closed closes closing owner
lead leads competitor competitors risk risks champion signer buyer decision authority partner reason why who when what
where action actions agenda topic subject add added adding agree agreed aim asked ask asking assume assuming awarded
back beat been began begin bid bids book booked booking bought bring bringing broke brought build built bump bumped
bumping buried call called calling calls came can canceled cancelled chase chased chasing check checked chose close
closed-lost closed-won come coming confirmed confirming contract contracts copying could countersigned debrief decided
declined demo demo'd demoed demos did discovery discussed docs docusign done draft drafted drafting dropped drove due
email emailed emails emailing end ended entered expect expected expecting expansion feedback figured filed finished
flew follow following followup follow-up forecast forgot forward forwarded forwarding found full fwd gave get getting
give given giving go goes going gone got gotta had handed handing handover hand happened heard held help hit hope
hoping intro introduced invited inbound invoice it joined keep keeping kick kicked kickoff kick-off knocked landed
leaving left let linked listening literally look looked looking looks lost lunch made mail mailed make making meet
meeting meetings met missed move moved moving must need negotiating negotiation offer offered onsite open opened order
ordered outbound paid parked phoned ping pinged pitch pitched pitching planning pilot poc popped post posted prep
prepping presented presenting proposal proposals pulled push pushed pushing put putting quote quoted quotes quotation
ran rang reached read reading ready received redlines remember renewal renewed replied reply report reported
rescheduled resent result review reviewed reviewing rfp rip ring ringing round running said sat saw say says scoped
scoping onboarding qualifying qualification
see seeing send sending sent set shall shared sharing should show showed sign signed signing signs sit site skip sold
someone spent spoke speaking start started starting stay stopped stuck submitted swapped swung take taking talk talked
talking tell telling tender texted texting think thinking thought told took touched trial tried try trying turned
turns twisted typed unless update updated upsell used using visit visited visiting voicemail wait waited waiting
walked walking want wanted wants warned was watched went win wins won wondering work worked working write writing
wrote one two three four five six seven eight nine ten eleven twelve half zero closed/won closed/lost verbal verbally
pipeline week weekly day days month morning afternoon evening lunch breakfast dinner drinks coffee met: who: need:
next: pain: why: re: fw: fwd: breaking hurrah hooray huzzah boom bingo gg rip woo woohoo yesss yess yesssss bit bottom
brief bonus chat correction else except fine final follow friendly funny hard hand ideally idea inbox instead
interesting later learnt learned less lesson lessons little main meantime mind more morning most much nearly nope
number numbers objection objections odd okay old older online overall own part past plan plans plus point positive
possible post present problem progress purpose put rather rest right same seems several silence silent since slow
slowly so-so somewhere sounds spec step still such sudden talk then thing things third time timing total true turned
two unlike verdict via wanna weird whenever wherever whole word words worth wrong met meeting'd pre post-mortem
postmortem mortem hypothetically textbook question: talked lunch'd nothing're everything anything nothing's nobody's
somebody's that'll this'll they'd he'd she'd we'd you'd i'd he'll she'll they'll it'll who's le la les el los las un
une una der die das ein eine il lo gli het een pour avec mit und et y e con para por de en sur chez auf bei von zu hoy
ayer heute hier aujourd'hui edit edited editing whatsapped whatsapping mailing settling settled rebooked rebooking
ghosted ghosting haggled haggling reworked reworking resending reminded reminding nudged nudging invoiced invoicing
postponed postponing cancelling rescheduling briefed briefing texted messaged messaging dm'd dialled dialed dialling
"""
_BREAKERS = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat mondays tuesdays
wednesdays thursdays fridays january february march april june july august september october november december jan feb
mar apr jun jul aug sep sept oct nov dec christmas xmas easter thanksgiving ramadan diwali eid halloween hanukkah
passover pentecost whitsun i i'm i've i'll i'd im ive am pm cet cest gmt utc est edt cst pst pt et ct ist bst eod eob
eom eoy eow cob eta asap tbc tbd tba fyi btw imo tbh afaik lol omg wtf rip nb ps ok q1 q2 q3 q4 h1 h2 fy fy24 fy25
fy26 fy27 yoy mtd ytd usd eur gbp chf sek nok dkk pln czk huf ron inr jpy cny sgd hkd aud nzd cad mxn brl ars clp cop
zar ngn kes ghs aed sar ils try thb myr idr php krw twd rs eur. r$ a$ s$ usd. nz$ ca$ m mm mil k gst vat iva mwst tva
hst acv arr mrr tcv roi tco kpi kpis okr ltv aov gmv capex opex po pos nda ndas msa sow sows dpa rfp rfps rfq rfqs rfi
rfis itt loi mou sla slas eula bom boq poc pov mvp sql mql icp bant meddic meddpicc spin crm soc soc2 iso gdpr hipaa
pci sso mfa api apis sdk saas erp mes plc hvac led ai ml ui ux qa hr it faq pdf ppt csv url vm vms dm dms nps emea
apac latam dach anz mena uk us usa eu uae nyc la sf ae aes sdr sdrs bdr bdrs csm se ses vp svp evp avp ceo coo cfo cto
cio cmo cro cpo ciso chro cdo cco cno cmio cso md gm fd ea pa pm pms dm gc hod sme smes demo demos poc pilot pilots
proposal proposals quote quotes contract contracts renewal renewals upsell opp opps rfp pricing tcs t&cs t&c ts&cs cc
bcc re fw fwd w/ english german french spanish italian dutch portuguese polish czech turkish swedish norwegian danish
finnish japanese chinese korean greek arabic hebrew hindi russian ukrainian british american european african asian
irish scottish welsh swiss austrian belgian canadian australian mexican brazilian
"""
_TOOLS = """
slack zoom teams hubspot salesforce pipedrive linkedin linkedin's whatsapp google gmail outlook excel powerpoint word
docusign calendly gong outreach salesloft apollo notion asana jira trello confluence miro figma canva loom dropbox
sharepoint onedrive webex skype facetime facebook instagram insta twitter tiktok youtube chatgpt copilot claude concur
expensify zendesk intercom mailchimp stripe paypal uber airbnb spotify netflix siri alexa iphone ipad android pandadoc
zoominfo clari chorus drift airtable navigator cognism lusha teams-call meet tender ted
"""
_DEAL_WORDS = """
deal deals opp opps opportunity account acct renewal renewals upsell expansion pilot poc pov demo trial rfp rfq tender
bid contract quote quotation proposal project update call meeting kickoff kick-off intro recap status pitch
negotiation redlines msa sow po order discovery workshop visit visits review
"""
_WEAK = """
great good nice big small huge bad long short new old hot cold super lovely happy two three four five six seven eight
nine ten eleven twelve first second third next one half zero fine open check bright main right prior past better
positive possible friendly hard le la les el los las il lo gli de del das die der het una un
"""
OPENERS = plain_words(_OPENERS)
"""Words that at the start of a sentence do not belong to the name that follows."""
WEAK_OPENERS = plain_words(_WEAK)
"""Openers with which a company's name may begin ("Great Lakes", "Two Rivers", "La Palapita")."""
BREAKERS = plain_words(_BREAKERS)
"""Words that belong to no name wherever they stand: days, months, currencies, acronyms of the trade, languages."""
TOOLS = plain_words(_TOOLS)
"""Products with which salespeople work; a prospect only when something else says so."""
DEAL_WORDS = plain_words(_DEAL_WORDS)
"""What may follow a company's name and make it the name of a deal ("Acme renewal")."""
