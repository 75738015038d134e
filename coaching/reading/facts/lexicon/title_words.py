"""Words of which job titles are made, lower-case and without accents, in English and other languages of Europe."""

from coaching.reading.facts.lexicon import plain_words

_ROLES = """
ceo coo cfo cto cio cmo cro cpo ciso chro cdo cco cno cmio cso cxo md gm fd ea pa vp svp evp avp gc dpo exec owner
owners co-owner coowner founder founders cofounder cofounders co-founder co-founders
president chair chairman chairwoman chairperson director
directors manager managers mgr mgrs lead leader head chief officer buyer buyers controller comptroller treasurer
bursar principal superintendent secretary assistant receptionist reception partner engineer engineers architect
accountant supervisor coordinator co-ordinator analyst foreman chef nurse nurses registrar dean mayor trainer
technician consultant planner specialist executive administrator admin clerk trustee trustees governor counsel lawyer
attorney solicitor warden curator librarian boss intern trainee scheduler bookkeeper gatekeeper concierge housekeeper
dispatcher auditor adviser advisor headteacher headmaster headmistress teacher professor physician dentist vet surgeon
hygienist pharmacist therapist midwife matron priest vicar pastor rabbi imam sponsor champion developer programmer
designer scientist producer editor publisher sommelier winemaker brewer agronomist councillor councilman alderman
commissioner judge sheriff captain sergeant proprietor landlord landlady shareholder estimator surveyor inspector
operator mechanic electrician fitter caretaker janitor groundskeeper groundsman storekeeper quartermaster merchandiser
underwriter broker actuary adjuster dealer trader banker recruiter geschaftsfuhrer geschaftsfuhrerin prokurist
prokuristin einkaufsleiter einkaufsleiterin betriebsleiter betriebsleiterin werkleiter werksleiter leiter leiterin
inhaber inhaberin einkaufer einkauferin assistentin vorstand burgermeister amtsleiter amtsleiterin kammerer
laborleiter laborleiterin directeur directrice gerant gerante patron patronne responsable drh daf dsi pdg proviseur
acheteur acheteuse gerente director directora jefe jefa dueno duena encargado encargada administrador administradora
socio socia presidente presidenta comprador compradora diretor diretora dono dona comprador compradora chefe socio
gestora gestor direttore direttrice titolare responsabile amministratore amministratrice presidente eigenaar
eigenaresse inkoper bedrijfsleider directeur-eigenaar zaakvoerder vd agare agaren inkopschef vd:n rektor enhetschef
direktor direktorka indehaver ejer ejeren indkober indkobschef skolesjef daglig innkjopssjef eier leder rådmann prezes
prezeska dyrektor dyrektorka kierownik wlasciciel wlascicielka ksiegowa reditel reditelka jednatel jednatelka majitel
majitelka nakupci starosta mudur muduru genel patronu toimitusjohtaja johtaja
"""
_DEPARTMENTS = """
it hr ops operations finance financial sales marketing plant purchasing procurement quality qa qc safety facilities
facility regional general managing deputy vice senior snr sr junior jr executive technical tech production maintenance
site project projects program programme office store stores supply chain warehouse fleet logistics engineering eng
data security infosec legal risk compliance digital product products commercial business network infrastructure
platform clinical medical nursing night front desk export exports import imports category brand content accounts
accounting account payroll credit area district national global group shift kitchen bar event events estates estate
property parks labs lab laboratory research board practice department dept. outgoing incoming new interim acting asst
associate information people talent learning training customer service services support success revenue growth
strategy innovation transformation development dev r&d manufacturing process yard transport transportation traffic
field energy environmental sustainability esg community communications comms public pr media digital creative art web
ecommerce e-commerce retail merchandising catering hospitality housekeeping rooms guest reservations revenue
banqueting f&b beverage food restaurant wine cellar farm herd dairy stable barn grain mill boiler refinery pump school
academy college faculty admissions enrolment enrollment student students curriculum library claims underwriting
actuarial broking lending mortgage investment treasury tax audit portfolio fund asset hospital ward theatre theater
surgery pharmacy radiology nurse dental biomed biomedical patient care records city county town council borough
municipal permits planning roads water waste works parts workshop service tooling tool line packing packaging blending
kiln furnace furnaces welding paint coating construction building buildings contracts commercial cost procurement
sourcing vendor supplier cyber cloud systems system software application applications integration architecture
analytics bi reporting economic main sole majority minority second first third assistant executive head lead co exec
managing named key user power day-to-day
"""
_DECIDERS = """
owner owners co-owner coowner founder founders cofounder cofounders co-founder co-founders
ceo md president proprietor inhaber inhaberin geschaftsfuhrer
geschaftsfuhrerin eigenaar eigenaresse zaakvoerder titolare duena dueno dono pdg gerant gerante patron patronne prezes
prezeska jednatel jednatelka majitel majitelka wlasciciel wlascicielka vd agare agaren indehaver ejer eier
toimitusjohtaja
"""
_GATEKEEPERS = """
pa ea assistant receptionist reception secretary intern concierge gatekeeper assistentin clerk housekeeper
"""
_HONORIFICS = """
mr mrs ms miss mx mdm madam madame mme mlle monsieur m sr sra srta senor senora don dona d herr hr hrn frau fr fru frk
pan pani mevrouw meneer dhr mevr dr prof professor ing lic dott dott.ssa sig signora signor sra. sir lady lord father
sister brother rev reverend fra rabbi imam sheikh capt captain sgt col maj dipl.-ing arq eng engr datuk dato tan encik
puan pak bu mas bapak ibu shri smt kyria kyrios auntie uncle aunt coach supt pastor padre oom tante tio tia maitre
wojt kaptan dona dottssa ms. mag cllr col deacon bishop chief hr doctor avv avvocato ingegner ingeniero dottor
dottoressa seu mallam oga pn adv advocate
"""
_SUFFIXES = "san sama ji bey hanim sir madam saheb sahib bhai ben abi abla hoca usta oppa nim ssi"
ROLES = plain_words(_ROLES)
"""Nouns that name a person's position."""
DEPARTMENTS = plain_words(_DEPARTMENTS)
"""Words that stand before a position and belong to the title, and departments in which people work."""
DECIDERS = plain_words(_DECIDERS)
"""Positions that decide by themselves."""
GATEKEEPERS = plain_words(_GATEKEEPERS)
"""Positions that guard the way to those who decide."""
HONORIFICS = plain_words(_HONORIFICS)
"""Forms of address before a name, dots removed."""
HONORIFIC_SUFFIXES = plain_words(_SUFFIXES)
"""Forms of address behind a name ("Rajesh ji", "Orhan bey")."""
