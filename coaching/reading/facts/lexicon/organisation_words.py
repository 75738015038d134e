"""Words that end or make up names of organisations: trades, institutions, legal forms; lower-case."""

from coaching.reading.facts.lexicon import plain_words

_LAST_WORDS = """
academy academies acres agency aerospace agri agro air airlines airport airways alliance alloy alloys aluminium
ambulance analytics animal antiques apartments apparel aquarium arboretum architects arena arts assembly asset assets
associates association assurance ateliers atelier athletics autohaus auto automation automotive autos aviation avocats
bakehouse bakeries bakers bakery bank banking bars bau beauty behavioral betong betting beverages bibliotek bicycles
bikes biologics biotech bistro board boats books bookshop borough boutique brasserie brewers brewery brewhouse brewing
brothers bros broadcasting builders bygg cafe cafes campus campground capital care cargo caravan carpentry carpets
carriers casino castings catering cathedral cattle cement center centers centre centres ceramics chamber charity
charter chemical chemicals chemie chemists church cider cinema cinemas city clinic clinica clinics clothing club clubs
coaches coachworks coffee colegio collective college colleges commerce commission communications community concrete
conservatory construction consult consultants consulting contractors coop cooperative cooperativa corporate cosmetics
cottages couriers council county court creamery creative credit crematorium cruises cryotherapy cycles dairies dairy
data deli dental dentistry dentists depot dept design designs diagnostics digital diner diners distillers distillery
distributing distribution district docks draperies drilling dynamics education elektro elektrik electric electrical
electronics electromecanica elevators energia energie energies energy engineering engineers enterprise enterprises
entertainment envases equine equipment ermita escuela estate estates eventsrts express fabrication fabrics factory
family farm farms fashion fastighet federation feed fencing ferries fertility festival festivals fibers finance
financial firm fisheries fishing fitness fleet flooring florist florists flowers food foods footwear forest forestry
forge forsakring forsyning forwarders foundation foundry frame frakt freight freighters freightways frozen fruit fund
funeral furnishings furniture gallery games gaming garage garden gardens garn gas gastro gear generation genetics
geotechnical glamping glass glassworks golf grain grains granite greens greenhouse grid grill groep group groupe grupo
grocers groceries grocery growers guild gym gyms hall hardware harvest haulage haulers health healthcare heating
heritage hvac holding holdings home homes hospice hospital hospitality hospitals hostel hotel hoteles hotels hoteli
hotell house housing hypotheken immobilien imports indemnity industrial industrie industries infirmary infra
infrastructure ingenieria inn innovations inns instituto institute instruments insulation insurance interiors
international investments investors iron irrigation isd jewellers jewellery jewelry joinery journal juniors justice
kindergarten kennels kitchen kitchens klinik klinikum kliniken kommune kommun krankenhaus kraft kunststoffe labs lab
laboratories laboratorios laboratory landscaping landscapes laser laundry law leasing leather legal leisure lettings
libraries library lido life lighting limestone linen linens lines livestock local lodge lofts logistic logistica
logistics logistik lojistik lumber luxury machine machinery machines maintenance maison makelaars malls management
manufacturing maquinaria marina marine maritime maritima market marketing markets marmi mart maschinen maschinenbau
masonry materials meat meats mechanical media medical medicine memorial mercantile metals metal microbrewery mill
mills millwork minerals mining ministry mobility modular mortgage motel motor motors movers museum music muni
municipal mutual networks news newspapers nhs nurseries nursery nutrition oil oils olives optical opticians optics
orchards orchard organics ortho orthodontics orthopaedics outdoors outfitters oysters packaging packers packing paint
paints panaderia paper papers parcel parish park parking parks partners partnership parts pastry payments pediatrics
pension pensions performance pet petroleum pets pharma pharmaceuticals pharmacie pharmacies pharmacy phone photo
physio pictures pipe pipes pizza pizzeria planning plant plants plastics plating platform playhouse plumbing podiatry
police polymers pools port ports potters pottery poultry power practice precision press prep print printers printing
prints produce productions products promotions properties property provisions pta pub publishers publishing pubs pump
pumpen pumps quarries quarry racing radio radiology rail railway railways ranch realtors realty recovery recruiting
recruitment recycling refrigeration regional rehab removals renewables rentals rental research resort resorts
resources rest restaurant restaurants retail retailers robotics roastery roasters roofing rotor rubber saddlery salon
salons salt sawmill schule schulen scaffolding school schools science sciences scouts seafood seafoods security seeds
semiconductors senior seniors services shellfish shipping shipyard shire shoes shop shops signs ski skolen skoler
skole society software solar solicitors solutions spa spas spirits sport sporting sports spring springs staffing
stadtwerke stainless stationers stationery stationers steel steels steelworks stone stonework storage store stores
strategies studio studios sugar supermarkets supplies supply surf surgery surgical surveyors surveying system systems
tannery tavern tax tea tech technik technologies technology tekstil telecom telecoms textile textiles theater theatre
theatres therapeutics therapy threads tiles timber timbers tire tires title tools tooling tour tours towers town
township toys tractors trade traders trading trailers trails training transit transport transportation transportes
transports travel treatment tribe trucking trucks trust tyre tyres unified union universitet university university
utilities utility valley vans vending veneer ventures veterinary vet vets villas vineyard vineyards warehouse
warehousing waste water waterworks waterschap wealth weavers weaving welding wellness werk werke wholesale wholesalers
wind windows wine winery wines wireless woodwork woodworks wood works workshop wraps yachts yard yards yoga youth zoo
zoological
"""
_FIRST_WORDS = """
academia ayuntamiento bakkerij banco banque bodega bodegas brasserie brauerei cafe caffe camara cantina casa caves
centro chateau chez clinica clinique club colegio colegios college commune construcciones conserveries cooperativa
cooperative coop domaine dr editorial ets etablissements fabrica familie farmacia fattoria ferme fonderie fundacion
gasthof gemeinde granja groupe gruppo grupo hacienda hacienda hospital hotel hoteles hotels huta industrias instituto
kommunalbetriebe laboratoire laboratorios les lycee mairie maison maschinenring ministry office oficina panaderia
pharmacie port prefeitura quinta restaurant ristorante ryokan spedition st stadt stadtwerke taberna talleres town
transportes tribunal uni union universidad universite university usina ville vina vinos weingut city borough county
village department
"""
_LEGAL = """
ltd limited inc llc gmbh ag plc corp corporation co company bv nv sa srl spa sas sarl ab oy as aps asa kg ohg pty pte
llp kft zrt sl sro doo sia uab lda ltda pvt bhd sdn eurl jsc hnos
"""
_INSTITUTIONS = """
council trust hospital hospitals school schools college university brewery museum bakery gym hotel dairy county
district church library port airport factory group clinic academy bank kommun kommune skoler skolen shipyard winery
distillery dairies logistics council's towers fairgrounds consortium cooperative coop club pubs plant depot cathedral
fishery farm farms ranch orchard nursery hospice theatre cinema zoo aquarium ltd gmbh limited inc llc bv municipality
parish township shops mill mills water
"""
LAST_WORDS = plain_words(_LAST_WORDS)
"""Words with which an organisation's name often ends."""
FIRST_WORDS = plain_words(_FIRST_WORDS)
"""Words with which an organisation's name often starts."""
LEGAL_WORDS = plain_words(_LEGAL)
"""Legal forms as the last word of a name, dots removed."""
INSTITUTIONS = plain_words(_INSTITUTIONS)
"""Words that belong to the name before them even in lower case ("Trafford Vale council")."""
EVENT_WORDS = plain_words(
    "expo summit conference congress fair show week weekend awards convention forum symposium day days messe webinar"
)
"""Words with which the name of a trade show ends."""
