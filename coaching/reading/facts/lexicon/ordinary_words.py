"""Ordinary words of business English, by which a capital at the start of a sentence is told from a name."""

from coaching.reading.facts.lexicon import plain_words

_WORDS = """
ab abandoned able about above abroad absent absolute absolutely accelerator accelerators accept acceptance accepted
access according accordingly account accountant accounts acquired across act action active activity actual actually ad
add added adding additional address addresses adds adjuster admin administrator admitted adopt advance advanced
advantage advise affect afraid after afternoon again against agencies agency agenda agent agents ago agree agreed
agreement ah ahead ain air airbnb airport al alarm alarms alive all allowed allows almost alone along already alright
also alternative always am among amount an analysis analyst analysts analytics and angry annex anniversary announce
announced annoying annual another answer answered answering answers any anybody anymore anyone anything anyway
anywhere apart api apology app apparently appetite applause application apply appointment appointments appraisal
appreciate appreciated approach approval approvals approve approved approves apps april architect architects
architecture archive archived are area aren argument around arrangement arrive arrived article arvo as asap aside ask
asked asking asks asleep aspirations assembly assessment asset assets assistant assume at ate atm attached attachments
attempts attend attendance attendee attestation auction audience audio audit auditor auditors audits author authority
auto autoclave automated automatic automatically autumn availability available avec average award awarded awards aware
away awkward baby back background backlog bad badge badly bag bags bakery balance ballpark band bank banks bar base
basement basically batch batches bathroom batteries battery bc be beach beat beautiful became because become becomes
bed bedroom been beer before begin behind being belief believe below bench benchmark benefit besides bespoke best bet
beta better between beverage beyond bicycle bid big bigger biggest bill billing bin bind bingo birthday biscuits bit
bits bitter blank blanket blast block blocked blocker blocking blog bloke blow blue blunt board boat boats body boiler
boilers bonus book booked booking bookings bookkeeper books boot booth bored boring borrow boss bot both bottle bottom
bought bounce bounced bouncing bound box boxes branch branches brand brave breach bread break breakfast breaking
breaks breathe breathing bridge brief brilliant bring bringing brings brochure brochures broke broken broker brokers
brother brothers brought btw bucket budget bug bugs build building built bulk bullet bump bumping bumpy bunch bundle
burned bursar bus business busy but button buy buyer buyers buying buys by bye ca cabinet cafe cake calendar calendars
calendly call callback called calling calls calving came camera cameras campaign campus can cancel cancelled
cancelling cancels candidate cannot canteen cap capable capacity capex capital caps car card cards care careful cares
carrier carry carrying cars case cases cash cat catalog catalogue catalogues catch catching category catering cause
cautious cc ceiling celebrate celebrating celebration cell cellar central centre cert certain certificate certificates
certs chain chair chairman chairs champion chance change changed changes changing channel chaos chapter charge charity
chart chase chased chasing chat chatty cheap cheaper check checked checking checkout checks cheerful cheese chef
cheque chicken chief child chiller chillers chocolates choice choose chose chosen christmas church circle claim claims
clapped clarification clarity class classes classic clause clauses clawback clean cleaning cleans clear clearer
clearly clerk clever click clicked clicks client clients climb clinic clinics clip clock close closed closer closes
closing cloth cloud club clue co coach coaching coast coating code coffee coffees cold collars colleague colleagues
collect collecting collection collects colour column columns combine come comes comfort comfortable coming comm comma
comment comments commercial commercials commission commit commitment committed committee committing comms community
companies company compare compared comparing comparison competing competitive competitor complain complains complaint
complaints complete completely completion complex compliance comprehensive compressor compressors computer concept
concern concerned concerns concluded concrete concurrent condition conference confident confirm confirmation confirmed
confused confusion congrats congratulations congress connect connected connection connector connects consent consider
consideration considering console constant construction consult contact container context continue continuing contract
contracts control controller controls convenience conversation conversations conversion conveyor convince convinced
cook cookies cool cooler cooling coordinator copied copies copy copying core corner corporate correct corrected
corridor cost costing costs could couldn council councils counsel count countdown counted counter countersigned
counting counts county couple courage course courtesy cousin cover coverage covered covers cows crack crane created
creates creating creation creative credit crew crews crisis criteria critical cross crossed crucial cry crying culture
curious current curve custody custom customer customers customs cut cutting cycle da daily damage dance danger dark
dashboard dashboards data datasheet date dates daughter day days de dead deadline deal dealer deals dear debrief
december decent decide decided decides decision decisions deck declare declined deep deeper def default defaults
defence defend definitely definitions del delay delete deleted deleting delighted deliver delivered delivery demand
demo demos dental dentist department depends deposit depot dept deputy der deserve design desire desk desks detail
details detection dev develop developer device diagram dial dialing dials diamond diary dictating did didn die died
dies diesel diff difference different differently difficult dig digest digging digital dinner dir direct direction
directly director directors directory dirty disappointed discount discover discovery discuss discussed discussion
dispute distance distinct distributor ditch dithering division do doc dock docs doctor document documents does doesn
dog doing dollar dollars don done dont donuts door double doubled doubles doubt down download downloaded downtime
dozen draft dragging drama draw drawer drawing drawings dream dress drinks drive driver drivers drives driving drone
drop dropped dropping drops drove dry dryer du due dumb dump dunno duplicate during dust each eager earlier early earn
easier eastern easy eat eating eats economic edge effective effort efforts eight eighty either el election electric
element elevator eleven elsewhere em email emailed emails embarrassed embedded emergency emoji emojis employee
employees empty encouraging end ended ending ends energy eng engaged engagement engineer engineering engineers enjoy
enough enrollment enter enterprise enthusiastic entire entity entry env environment ep equal equipment error errors
escalate escalated espresso estimate euro eval evaluating evaluation even evening event events eventually ever every
everybody everyone everything everywhere evidence evil exact exactly example excel excellent except exceptions
exchange excited exciting exclusive exclusivity excuse exec executed execution executive exercise exist exists exit
expansion expect expected expecting expects expense expensive experience experiment expert expired expires explain
explained explaining explore expo export exposed exposing express extend extended extension external extra extract eye
eyes face facilities facility fact factory fail failed failing fails failure failures fair faith fake fall falling
falls false familiar families family fan fancy fantastic far farm farmer fashion fast faster father fault favor favour
favourite fax fear feature features feb february fed fee feed feedback feel feeling feels feet fell fella fellow felt
female ferry festival few fewer field fields fifteen fifth fifty fight figure figured figures file filed files fill
filled filling film final finally finance financial find finding findings finds fine fines fingers finish finished
fire fired firewall firm firms first fiscal fish five fix fixed fixing flag flags flaky flat fleet flew flexible flies
flight flood floor flow flowers fluffy fly flying folder folders folks follow followed following follows followup food
foot football for force forecast foreign foreman forever forget forgot fork forklift form formal format formed former
forms forth fortnight fortune forty forward forwarding found foundation founder four fourteen fourth framework fraud
free freedom freeze freezer frequent fresh fri friday friend friendly friends from front froze frozen frustrated
frustrating fuel full fully fun fund funding funny furious furnace further future fwd fyi gains game gang gap garden
gas gate gateway gave general generally generator generic gentle genuine get gets getting ghost ghosted ghosting giant
gif gift girl give given gives giving glad glass global glossary gloves go goal goals god goes going gold golf gone
gonna good google gorgeous gossip got gotta gotten government governors grab grain grand grant grateful graveyard
great green grey grid ground group groups grow growing grown grumpy guarantee guard guess guest guests guide gut guy
guys gym ha habit had hadn haggling haha hail half hall halls hand handed handle handled handler handlers handles
handling handover hands handshake hang happen happened happens happily happy harbour hard harder hardware harsh
harvest has hasn hate hated hates have haven havent having hazard he head headache headcount heading heads healthy
hear heard heat heating heavily heavy hehe height held hello help helpdesk helped helpful helping helps hence her here
hers herself hesitant hey hi hidden high higher highly him himself hip hire hiring his history hit hits hitting hm hmm
hmmm hold holder holding holds hole holes holiday holidays hollow home homes homework honest honestly honour hook hope
hopefully hoping horrible horse hospital host hosting hot hotel hotels hottest hour hours house how hrs hub huge hull
human humble hundred hung hungry hunting hurry husband hygiene hygienist hypothetically ice idea ideal ideally ideas
identified idle if ignore il ill illness im imagine implementation import important impossible impressed improve in
inbound inbox incentive incident incl inclined included incoming increase incumbent independent index individuals
indoor industry influence info inform informal information informed infosec infrastructure initial injuries innocent
inside inspection inspector inspired insta install installation installed instant instead insurance insurer intense
intent intention interest interested interesting intern internal internally international interns interview into
intranet intro introduce introduced introduction investment invite invited invoice invoiced invoices involved ipad is
isn isnt issue issued issues it item items its itself january jealous jefa job jobs join joined joins joint joke
journey judge juice july june junior just keen keep keeping keeps kept kettle key keys kg kick kicker kickoff kid kids
kill killing kiln kind kinda kindly king kingdom kit kitchen km knew knocked know knowing knowledge known knows la lab
label labels lad ladder lads lady lake lakh land landed landing landlord lands language languages lapses laptop large
last late lately latency later laugh laughed launch launched launching laundry law lawn lawyer layout lead leader
leadership leading leads league leak leaks learn learned learning lease leasing least leather leave leaves leaving
ledgers left legacy legal lemon lending length less let lets letter level liability liaison liberty library licence
licences life lift lifts light like liked likely likes limit limited line linen lines link linkedin links liquid list
listed listen listened lists literally little live lively lives load loaded loading loads local lock locked log logged
logging login logins logistics logo logs lol lonely long longer look looked looking looks loop loose los lose loses
losing loss losses lost lot lots love loved lovely loves low lower luck lucky lunch lunches machine machines mad madam
made magic mail mailbox mailed mailing mails main mainly maintenance majority make maker makers makes making man
managed management manager managers managing mandate mandatory manner manual manuals many map mapped mapping maps
marble march margin marine mark marked market marketing marketplace marking marks mass massive master match mate
material matrix matter matters max maximum may maybe me mean meaning means meant measure measures measuring medical
medium meet meeting meetings meets meetup member members membranes mention mentioned menu menus merge merger mess
message messages messaging met metal meter metres metrics mgmt mgr mid midday middle midnight might migration mil
military mill million min mind minds mine ministry minor mins minute minutes mirror miss missed missing mistake mixed
mobile mock mode model models modern modest module modules moisture moment mon monday money monster month monthly
months moody more morning most mostly mother motor mountain move moved moves moving msg much multi mum museum music
must mutual my myself mystery nada name named names naming narrow national native natural nature near nearly neat need
needed needing needs negotiated negotiating negotiation neither nephew nervous net network neutral never new newbie
newer news next nice nicely nicht nickel night nights nine nineteen no noble nobody nodded nodding node noise noisy
none noon nope nor normal normally northern nos not notable notary note notebook noted notes nothing notice noticed
novel november now number numbers nurse nurses nursing objection objections objects obtain obvious obviously occasion
ocean oct october odd of off offer offered offers office officer official officially offline offsite oh oil ok okay
old older olive on onboarding once one ones only onto open opened opening opens operations operator operators opinion
opp opportunity ops optimistic option optional options or orange order ordered ordering orders ordinary org organic
original os other others otherwise our ours out outage outbound outcome outdoor outreach outside outstanding oven
ovens over overall overdue overnight overtime owe owes own owner owners ownership owns pacific pack package packages
packaging packer page pages paid pain painful pair pairs pale pallet pallets panel panels panic paper papers paperwork
paragraph parallel parcel parent parental parents park parked parking parks part particular partner partners parts
party pass passed passes passing password past paste pasted patch paternity path paths patience patient patients pause
pax pay payback paying payment payroll pays pdf peaceful peak pen penalty pending people percent perfect perhaps
period permanent permission permits persistence person personal personally pharma phase phone phoned phones photo
photos physical pick picked picking picks picture pie piece pile pilot pin ping pinged pings pinned pint pioneer pipe
pipeline pitch pitched pizza place places plain plan planet planned planner planning plans plant plants plastic plate
platform platforms play played playing plays pleasant please pleased pleasure plenty pls plug plugin plus plz pm pod
podcast poem point points policies policy polite politely poll pool poor pop popular por port portal porting position
positive possible post postcard posted posting posts potential pounds powder power powerful ppl practical practice
pray precise preferred prefers premium prepare prepared preparing presence present presentation presentations
presented presenting presents president press pressure pretty previous price prices pricing priest principal principle
print printed printer printing prints prior priority private prize proactive probably problem proceed process
processing procurement prod product production productive profile profit programme progress project projector projects
promise promised promises promising promo prompt proof proofs proper properly properties property proposal propose
proposed prospect prospects protect protection protocol protocols proud prove provider pub public published pull
pulled pulling pump pumps purchase purchasing pure purple purpose purse push pushed pushes pushing pushy put puts
putting qualified qualify quality quarry quarter que query question questionnaire questions queue queued quick quickly
quid quiet quit quite quiz quotation quote quoted quotes race radar radical radio rainbow raise raised ramp ran random
rang range rapid rare rate rates rather raw re reach reached reaching react reaction read reading readout reads ready
real reality really reason reasonable reasons rebuild rebuilding rebuilt recall recap receipt receive received
receives receiving recent reception receptionist recipe reckon reckons recognize recommend record recorded recording
records recovery red redline redlines ref reference references referral refit reflect refresh refuse refused
regardless regards region regional register registered registry regret regrets regular regulator reimbursement
rejected rejection rejects related relationship release released releases relevant reliability reliable relief
reluctant remain remaining remarkable remember remind reminder reminders remote remove removed renamed renewal
renewals renewed rent rep repeat replace replaced replacement replacing replay replicas replied replies reply replying
report reporting reports reps req request requested requests requirement requirements rescue research reseller
reserved reset residency resident respect response responsible rest restart restaurants result results retired
retrofit return returned returning returns revert review reviewed reviews revised rich right rights ring ringing rings
rises risk river road roadmap robot robots robust rocky role roll rolled rollout roof room rooms root rota rotten
rough roughly round route routing row rows royal rubbish rude rule rules run running runs runtime rural rush sacred
sad safe safety said sake sale sales same sample samples sandbox sanity sat satisfied saturday save saved saves
savings saw say saying says scale scan scanner scanners scans scared scary scenario scenarios scenic sceptical
schedule scheme school schools science scope scored scoring scrap screen screw script se search season seat seats
second seconds secret secretary section sector secure secured security see seeing seem seemed seems seen sees self
sell selling seminar send sending sends senior sensible sensitive sensor sensors sent sentence sept september sequence
sequencer series serious serve served server servers serves service services session set sets setting settings settle
setup seven severe sha shadow shall shallow shame share shared sharing sharp she shed sheet sheets shelf shelter shift
shifts shiny ship shipping ships shock shocking shoes shook shoot shop shopping shops shore short shortlist
shortlisted shot should shouldn shout show showed shower showing shown shows shrimp shut shutdown sick side sides sigh
sign signal signature signatures signed signing signoff signs silence silent silly silver similar simple simply since
single sir sister sit site sites sits sitting six sixty size skeptical skiing skill skip slack slammed sleep sleeping
slide slides slight slim slip slips slot slots slow slower slowest slowly small smart smile smiles smooth snow so
social soft software solar sold solid solo solution solved solves some somebody someone something sometime somewhere
son sons soon sooo sorry sort sorted sorts soul sound sounds source sources southern space spare speak speaking speaks
spec special specific specifically speed speedy spelling spend spent spirit splendid split spoke spoken sponsor spot
spots spread spreadsheet spreadsheets spring squad square stable stack staff stage stale stalled stalling stamped
stand standard standby standing stands standup star stark start started starter starting starts state stated statement
statements states station stats status stay stayed staying stays steady steak steel steep step steps sterling sticker
stiff still stock stocktake stone stood stop stopped stopping stops storage store stored stores storm story straight
strange strategic strategy strings strong structure struggle stubborn stuck student students studio study stuff
stunning stupid style subject submission submitted subtle success successful such sudden suddenly suggest suggestion
suitable suite suits sum summary summer sun sunday sundays sunny super superb superintendent supermarket supervisor
supplier supply support suppose supposed supreme sure surely surface surprise surprised surprising survey suspicious
swamped swap sweating sweet swift switch switchboard switched switching sync system systems tab table tables tablet
tablets tag tagged tags take taken takes taking talented talk talked talking talks tank target targets task tasting
tbc tbh tea teacher team teams tech technical technically technician technicians techs tell telling tells template
temps ten tenant tenants tender tends tense term terminal terms terrace terrible terrific territory test tested
testing tests text texted texting than thank thanked thanks that thats the their theirs them themselves then theory
therapy there therefore thermal these they thick thin thing things think thinking thinks third thirty this tho
thorough those though thought thoughts thousand thread three threw thrilled thrive through throughput throw throwing
throws thru thumb thumbs thurs thursday thx tick ticked ticket tickets ticks tidy tie tier tiers tight til tile till
timber time timed timeline timer times timid timing tiny tips tired title tks tmrw to today todo together told
tomorrow ton tone tonight too took tool tools top topic torn total touch touches tough tour towards tower town toxic
track tracking traction tractor tractors trade traditional traffic tragic trail train trained trainee training
transfer transparent transport travel travelling tray treasurer treat trees trial tricky tried tries trigger trip
tropical trouble truck trucks true truly trust trusted trustees trusts truth try trying tue tues tuesday turn turned
turning turns twelve twenty twice two type typed types typical typically typing typo typos ugly ultimate um unable
unbelievable uncertain uncle unclear under understand understanding unfair unhappy union unique unit units unknown
unless unlikely unplanned until unusual up upbeat upcoming update updated updates updating upfront upgrading uplift
upload upper ups upsell upset upstairs uptime ur urban urgency urgent us usable usage use used useful useless user
users uses using usual usually vacation vacuum vague valid validation valley valuable value values van vans variant
vast vehicle vending vendor vendors verbal verbally verdict version very vet via vibes victory video videos view
village vintage violent virtual visible vision visit visitors visits vital vivid vm vocal voice voicemail volume
volunteer volunteers vote voted votes vs wait waiting waits wake walk walked walking walks walkthrough wall want
wanted wanting wants ward warehouse warehouses warm warning warranty was wasn waste watch water waved way ways we weak
wealth weather web webinar website wed wedding weddings wednesday weds week weekend weekly weeks weird welcome well
went were western wet what whatever whatsapp whatsapped wheel when whenever where whether which while whisper white
whiteboard whitepaper who whoever whole whom whose why wicked wide wife wifi wiki wild wildly will willing win wind
window wine winner winning winter wir wire wise wish wished with within without wk wks won wonder wonderful wondering
wont wooden word wording words work worked working works workshop world worried worries worry worse worst worth worthy
would wouldn wow wrap wrapped write writes writing written wrong wrote xmas ya yard yeah year years yellow yep yes
yesterday yet you young your yours yourself yr yrs zero zip zone zoom
"""
ORDINARY_WORDS = plain_words(_WORDS)
"""About 3,200 lower-case words; a name may still be made of them ("Copper Kettle")."""
