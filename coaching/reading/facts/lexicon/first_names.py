"""First names that people in sales meet around the world, lower-case and without accents."""

from coaching.reading.facts.lexicon import plain_words

_NAMES = """
aarav aaron abby abdul abdullah abel abena abigail abraham achieng adaeze adam ade adel adele adil adrian adriana
adrien adwoa afia agata agnes agneta agnieszka agus ahmad ahmed aidan aiden aiko aileen ailsa aimee aine aino aisha
aisling aissatou aiste aisyah ajay akash aki akiko akinyi akira akosua akshay alain alan alana alasdair alastair alba
albert alberto aled alejandra alejandro aleksander aleksandr aleksandra alessandra alessandro alessia alex alexander
alexandra alexandre alexis alfie alfonso alfred alfredo ali alice alicia alina alison alistair allan allen allison
alma alois alvaro alyssa ama amadou amaia amaka amal amanda amandine amara amber ambrose amelia amelie ami amina amir
amit amita amy ana anahera anan anand ananya anatoly ander anders andre andrea andreas andrei andres andrew andris
andrzej andy ane aneta angel angela angelica angelika angelina angelo angharad angie angus anh anil anita anja anjali
ann anna annabel anne anneke anneli annelie annelize annemarie annette annie annika ansgar ante anthony antoine anton
antonia antonio antti anya aoife april araminta arash aria ariana ariane ariel arjun arkady arlene armando arnau
arnaud arne arnold aroha aron arthur arturo arumugam arun arvid ashley ashok asier asif aslan astrid atsushi attila
audrey august augusto aurelie aurora austin avi avital awa axel aya ayesha ayman ayse aziz azlan bala balazs bambang
baraka barbara barnaby barry bart bartek bas basil bastian bastien baz bea beata beate beatrice beatriz becca becky
belinda ben benedict benedikt bengt benita benjamin benji benoit bente berit bernadette bernard bernd bernhard bernie
bert berta beth bethany betsy betty bev beverly bharat bhavna bianca bilal bill billy birgit birgitta birgitte bjarne
bjork bjorn blake blanca blanka bo bob bobby bogdan bohdan bojan bojana bola bongani boone boris bozena brais bram
brandi brandon brandy brenda brendan brent bret brett brian briana bridget brigitte britta brittany brock brody brooke
bruce bruno bryan bryce bryony bubba buck bud budi bulent burak cagla caitlin callum calum cameron camila camilla
camille candice caoimhe cara carina carl carla carlo carlos carly carmel carmela carmen carol carole carolina caroline
carolyn carrie carsten carys casey cassie catalina catarina cate cathal catherine cathy catia catrin catriona cecile
cecilia cedric celeste celia celine cem cemal ceri cesar chad chaminda chandra chantal charlene charles charlie
charlotte chelsea chen cheryl chet chiara chidi chinedu chioma chip chloe chris christa christian christiane christina
christine christof christoph christophe christopher christos christy chuck chun ciara ciaran cillian cindy clair
claire clara clare clarissa claude claudia claudio claus clemens clement cletus cliff clifford clint clive clotilde
clyde cody col cole colette colin colleen colton connie connor conor constance consuelo cora coral coralie corentin
corey corinna corinne cormac cornelia cornelius cory courtney craig cressida crispin cristian cristina crystal csaba
cuneyt curt curtis cynthia cyril dafna dafydd dagmar dagny daisy dale dalton damian damien dan dana danie daniel
daniela daniele danielle danilo danish danny daphne dara darius darko darlene darnell darragh darrell darren darryl
daryl dat dave david davide dawid dawn daz dazza dean deb debbie deborah debra declan dee deepa deepak deidre deirdre
delia delphine demi denis denise dennis derek dermot dervla deshawn desiree desmond despina devin devon dewi dexter
dhruv diana diane diarmuid dick didier diego dieter dilip dimitri dimitris dina dinesh dino dirk dmitri dolores
dominic dominik dominika dominique don donal donald donatella donna donnie dora doreen dorian doris dorota dorothea
dorothy dorte doug douglas dragan drew duc duke duncan dusan dustin dwayne dwight dylan eamon eamonn earl earlene ebba
ebru ed eddie edgar edith edna eduard eduardo edward edwin edyta efe eileen eilidh eimear einar eino eirik eitan ela
elaine eleanor eleftheria elena eleni eleonora eli elias elif elin elina elisa elisabeth elise elizabeth elke ella
ellen ellie elliot elliott elmar elmarie elodie eloise elsa else elspeth elton eluned elvira ema emanuel emeka emer
emil emile emilia emilie emilio emily emine emma emmanuel emmanuelle emre enda enrico enrique enzo eoin erdem erez
eric erica erich erik erika erin ernest ernesto ernst erwin esben esi esme esteban estela esther eszter ethan etienne
eugene eugenia eugenie eunice eva evan evangelia evelina evelyn evelyne ewa ewan fabian fabiana fabienne fabio fabrice
fadi faisal faith fang fanny farah farid farida farouk fatima fatma fatou fatoumata federica federico felicia felicity
felipe felix femi ferdinand ferenc fergus ferhat fernanda fernando ffion fiachra finbarr finlay finley finn fiona
fionnuala flavia flavio fleur flora florence florent florentina florian floyd folake foteini frances francesca
francesco francine francis francisca francisco franck franco francois francoise frank frankie franz franziska fraser
fred freda freddie freddy frederic frederick frederik frederique freya frida friedrich fritz gabor gabriel gabriela
gabriele gabriella gabrielle gael gail gal galina ganesh garret garrett garth gary gavin gaz geeta gemma gene
genevieve geoff geoffrey george georges georgia georgina georgios gerald geraldine gerard gerda gergely gerhard german
gerry gert gertrude gethin giacomo gianluca gianni gil gilbert gilberto giles gilles gillian gina ginger gino gintaras
giorgia giorgio giovanna giovanni girish gisela gita giulia giulio giuseppe gizem gladys glen glenda glenn gloria glyn
gokhan gonzalo gopal gordon grace graciela graeme graham grainne grania grant greg gregor gregory greta gretchen
grigor grzegorz gudmundur gudrun guido guillaume guillermo gunnar gunther gus gustav gustavo guy gwen gwilym gwyn
haakon hadley hafiz hafizah hakan hakim halima halvard hamid hamish hamza hana hank hanna hannah hannes hans hansen
hao harald hari harish harold haroon harriet harrison harry haruka haruki haruto harvey hasan hassan havard hayden
hayley hazel heather hector hedda hege heidi heike heiko heinrich heinz helen helena helene helga helge helmut hemant
hemi hendrik henk hennie henning henri henrietta henrik henrique henry herbert herman hermann hermine hetal hila
hilary hilda hilde hina hiro hiroshi hitoshi hoa holger hollie holly hong hope horst hubert hugh hugo hui hulya hunter
huong hussein hyejin iain ian ibrahim ibrahima ida iestyn ifeoma ignacio igor iker ikram ilaria ildiko ilias ilka
ilker ilona ilse ilze imani imogen imran ina inaki ines inga inge ingeborg ingrid ingvild inma ioana ioanna ioannis
iona ira irena irene irina iris irma iryna isa isaac isabel isabella isabelle isaiah isak isha ishaan ishita isla
ismael ismail istvan itxaso itziar ivan ivana ivica ivo ivy iwona izabela jack jackie jackson jacky jacob jacqueline
jacques jaden jae jagdish jago jai jaime jake jakob jakub jamal james jamie jan jana jane janelle janet janette janice
janina janine janis janne jarek jarmo jas jasmin jasmina jasmine jason jasper jatin javed javier jay jayne jean
jeanette jeanne jeff jeffrey jen jenna jennie jennifer jenny jens jeremy jerome jerry jess jesse jessica jesus jette
jez jia jignesh jill jillian jim jimmy jin jing jisoo jitka jiwoo jo joan joana joanie joanna joanne joao joaquin
jocelyn jochen jodie jody joe joel joelle joerg johan johann johanna johannes john johnny joko jolanta jolene jolyon
jon jona jonah jonas jonathan jonny jools joost jordan jordi jorg jorge jorgen jorn jose josef josefina joseph
josephine josette josh joshua josie josip jovana joy joyce juan juana juanita judith judy juha juho jukka jules julia
julian juliana juliane julianne julie julien juliet juliette julio julius juma jun june jung juraj jurgen jussi justin
justine justyna jutta jyoti kacper kadri kai kaia kaisa kamal kamala kamau kamil kamila kamran kaori karan karel karen
kari karim karin karina karl karla karolina karsten karthik kasia kaspar kaspars kasper kat katalin katarina katarzyna
kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin katrina katy katya kavita
kavya kay kayla kayleigh kazim kazuo keiko keira keisha keith kelly kelsey kemal kemi ken kenji kenneth kenny kent
kerem keri kerry kerstin ketil ketut kev kevin khadija khalid kiera kieran kiki kilian kim kimberly kiran kirill kirsi
kirsteen kirsten kirsti kirstin kirsty kjell kjersti klaas klara klaudia klaus knut kobus koen kofi koji kojo konrad
konstantin konstantinos koray kostis kris krishna kristen kristian kristiina kristin kristina kristof kristoffer
krisztina krystal krystyna krzysztof kumar kunle kurt kwabena kwame kwesi kwok kyle kylie kyra lachlan ladislav
lakshman lakshmi lamia lan lana lance landon lara larry lars lasse laszlo lata latoya laura laure lauren laurence
laurent lauri laurie lavinia lawrence lea leah leandro leanne lee leena lei leif leigh leila leilani leire lena lenka
lennart lenny leo leon leona leonard leonardo leonie leonora leopold lerato leroy les lesley leslie leticia lettice
levent levi lewis lex leyla li liam lidia liesbeth liesl liezel liga lila lili lilian liliana lillian lily lina linda
linden lindiwe lindsay lindsey ling linh linnea linus lionel lisa lisbeth lise lisette liv livia liz liza lizzie lloyd
logan loic lois lok lola lorena lorenzo loretta lori lorna lorraine lotta lotte lottie lou louie louis louisa louise
lourdes lowell lowri luca lucas lucia lucian luciana luciano lucie lucien lucille lucinda lucy ludmila ludovic luigi
luis luisa luise luiz luka lukas lukasz luke luna luuk luz lydia lyle lyn lynda lynette lynn lynne maarja maarten
maartje mabel maciej maddie madeleine madeline madhu mads mae maeve magda magdalena maggie magnus mahesh mahmoud mai
maialen maike maja majella makoto malcolm malee malia malik malin mallory malte mandy manfred manish manoj manolis
manon manuel manuela mara marc marcel marcela marcelo marcia marcin marcio marco marcos marcus marcy mared marek
margaret margarida margarita margaux margit margo margot margret margrit marguerite mari maria mariam marian mariana
marianne maribel marie marieke mariella marielle marija marijke marika marilyn marin marina marino mario marion marisa
marisol marit marita marius mariusz marja marje marjorie mark marko markus marla marlene marlies marlon marnie marquis
marta marte martha marthe marti martin martina martine marty marwan mary maryam maryanne marysia masao masha mason
massimo matej mateo mateus mateusz mathias mathieu mathilde matias matilda matilde matt matteo matthew matthias
matthieu matti maureen maurice mauricio maurizio mauro max maxime maximilian maxine maya mbali meena meera meg megan
mehdi mehmet mehul mei mel melanie mele melinda melissa melvin mercedes mere meredith mererid merete meritxell merle
mert mervyn mette mhairi mia micah micha michael michaela michal michel michele micheline michelle mick mickey miguel
mihai mika mikael mike mikkel miko mila milada milan milena miles millie milo milos mina mindy ming minh minjun minna
minttu mira miranda mireille mirela miriam mirjam mirko miroslav mitch mitchell mo moana modou mohamed mohammad
mohammed mohan mohini moira moises molly mona monica monika monique montse montserrat morag morgan moritz morten
morven morwenna moses moshe moussa muhammad mukesh munir murali murat muriel murray musa mustafa muthu mylene myra
myriam myrtle naa nabil nadia nadine nadja naima naledi nam nan nana nancy nanna naomi narendra naresh nasir nasser
nat natacha natalia natalie nataliia nataliya natasha nate nathalie nathan nathaniel nattaya naveen neal necati neema
neha neil nelly nelson nena nenad nerea nerys nestor nev ngaire ngozi niall nic nicholas nick nico nicola nicolai
nicolas nicole nicoletta nicolette nigel nikhil niki nikita niko nikola nikolai nikolaj nikolaos nikolaus nikos nilesh
nils nima nimal nina nino nir nirmala nisha nitin njeri nkechi noa noah noam noel noelia noelle noemi nomsa nora norah
norbert noreen norma norman nuala nuno nuria nurul obinna octavia oda odette odile oisin oksana ola olaf olav ole oleg
olena olga oliveira oliver olivia olivier olle ollie oluwaseun omar ondrej oonagh oren orhan oriol orla orlando
orsolya oscar oskar osman osnat oswald otieno otis otto ottoline ousmane outi owain owen oystein ozan ozge ozgur pablo
paddy padraic padraig paige paivi pal pam pamela panagiotis paola paolo parker parth pascal pascale pat patricia
patricio patrick patrik patrycja patsy patti patty paudie paul paula paulette paulina pauline paulo pavel pawel payal
pearl pedro peggy pekka penelope penny per perry pete peter petr petra petri petter peyton phil philip philipp
philippa philippe phillip phoebe phuong phyllis pia pier piero pierre piers piet pieter pilar pim pinar piotr pippa
polly pooja poppy prakash pranav prasad praveen preben preeti priit priscilla pritam priti priya priyanka przemek puja
putu qiang quang quentin quinn rachael rachel rachid radek radha radka radu rafael rafal raffaele rafiq raghav raghu
ragnhild rahel rahul raimund raine raj raja rajan rajeev rajesh rajiv ralf ralph ram rama ramesh rami ramon ramona
ramya rana randall randy rangi rania ranjit raoul raphael raquel rasa rashid rasmus raul ravi ray raymond reba rebecca
rebekah reece reggie regina reiko reiner reinhard reka rekha remi remy ren rena renata renate rene renee renu rex reza
rhian rhiannon rhoda rhodri rhonda rhys riaan ric ricardo riccardo rich richard rick ricky rikke riku rina rita ritu
riya rizal rob robbie robert roberta roberto robin robyn rocio rod roddy roderick rodney rodolfo rodrigo roger rohan
rohit roisin roland rolando rolf romain roman romina romy ron ronald ronan ronen roni ronnie rory ros rosa rosalie
rosalind rosanna rosario roseanne rosemarie rosemary roser rosie ross roswitha rotem rowan rowena roxanne roy ruaridh
ruben ruby rudi rudo rudolf rudy rui rukhsana rune rupert russ russell rustam rusty ruta ruth ryan ryo sabina sabine
sabrina sacha sachin sade sadie saeed saeko sahil said sakiko sakura sal salim sally salma salman salvador salvatore
sam samantha sameer sami samir samira sammy samson samuel samuli sana sander sandra sandrine sanduni sandy sanjay
sanna santiago santosh sanya saoirse sara sarah sari sasha saskia satish satoshi saul saurabh savannah scott seamus
sean sebastian sebastien sefina segun selena selim selin selina selma selvi senthil seojun serena serge sergei sergej
sergey sergio serkan seth severine sevgi shabnam shah shakira shane shania shannon shanti shari sharon shaun shauna
shawn shay shaz sheena sheila shelby sheldon shelley shelly sheri sherry shilpa shin shinji shira shirin shirley shiv
shivani shlomo shona shreya shruti siaka sian sibel sid siddharth sidsel siegfried sigrid sigurdur silje silke silvia
silvio simon simona simone sina sindre sine sinead siobhan sione sipho siri siriporn sirpa sissel sita siti siu siv
sive slavko slobodan sofia sofie sohail solange solveig somchai sonal sonia sonja sonny sonya soo sophia sophie soraya
sorcha soren sota spencer sri srinivas stacey stacy stan stanislav stanley stavros stefan stefania stefanie stefano
steffen steffi stein stelian stella sten stephan stephanie stephen steve steven stewart stig stina struan stu stuart
subash sue sujata sukhdeep sule suleiman suman sumit sunil sunita sunniva suresh susan susana susanna susanne sushil
susie suzanne suzie suzy sven sverre svetlana swati syd sylvain sylvester sylvia sylvie taavi tadeusz tadhg tahir tai
takashi takeshi tal talia talya tama tamar tamara tamas tami tamika tammy tamsin tane tania tanja tanner tanya tara
taras tarek tariq tarquin tash tatiana tatjana ted teddy teemu tel temi temitope tendai terence teresa tereza teri
terje terrence terry tess tessa tetiana tevita thabo thanasis thandi thandiwe thelma theo theodora theodore theresa
therese theresia thiago thibault thierry thijs thilak thilo thom thomas thor thora thorsten thuy tia tiago tiffany
tihana tiina tilda tilly tilo tim timo timothy tina tino tobi tobias toby todd tolga tom tomas tomasz tomaz tommaso
tommy tomoko toni tony tonya toon tor torben tore torstein torsten tove tracey tracy trang travis trent trev trevor
trey tricia trina trine trish trisha tristan troels troy trudi trudy tuan tucker tudor tunde tuomas turid tuula tuva
tyler tyrone tyson uche udo uli ulla ulrich ulrika ulrike uma umar umesh umut unai ursula usha ute uwe uxia
vaclav vadim valentin valentina valeria valerie valerio valery vanessa vangelis vasco vasilis vegard venkat vera
verena vernon vero veronica veronika veronique vesna vicente vicki vickie vicky victor victoria vidar vijay vikas
vikki vikram viktor viktoria vilma vinay vince vincent vincenzo vinod viola violet violeta viraj virginia virginie
viswanathan vito vivek vivian viviane vivien vlad vladimir volker vytautas wai waleed walid wally walt walter wanda
wanjiku wanjiru waqas warren wayan wayne wei weiling wen wenche wendell wendy wenke werner wes wesley whitney wiebke
wilbur wilfred wilhelm will willem william willie wilma winfried winifred winnie winston wiremu wojciech wolfgang wout
wyatt xander xavi xavier xiao ximena xin xoan yael yan yana yann yannick yannis yara yaron yasemin yasin yasmin
yasmina yasmine yasuko yaw yemi yevhen yi yigit ying yoana yoko yolanda yonatan yosef yoshi younes yousef youssef yuki
yuko yuna yuri yusuf yuto yvain yves yvette yvonne zac zach zachary zahra zain zainab zane zara zawadi zbigniew zdenek
zdenka zehra zeljko zeynep zhang zhen zhou zita zlata zoe zofia zoltan zoran zsofia zsolt zuzana ahmet anke annegret
barney beatrix clemence cordelia detlef ekkehard evgeny ginette goran greig gunilla gunter gunther heloise homer
jaroslaw jelena jemima jiri juergen kostas layla ludwig maisie maisy malgorzata marceline marge mavis mikko milica ned
ottilie riikka slawomir solene solenne solvej tillie torbjorn torquil ulf yevgeny
"""
FIRST_NAMES = plain_words(_NAMES)
"""About 2,600 first names and short forms of Europe, the Americas, Africa, the Middle East, India and East Asia."""
