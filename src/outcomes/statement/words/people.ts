import { nouns, words } from './forms.ts';

/** Groups that can be better off. Source: methods.md 5.2. */
export const PEOPLE: ReadonlySet<string> = new Set([
  ...nouns(
    `customer user client patient member donor volunteer student pupil family resident citizen nurse doctor clinician physician employee colleague agent engineer
  developer seller merchant buyer shopper visitor subscriber applicant tenant driver household child parent guest reader learner partner supplier beneficiary caller
  accountant auditor owner participant teacher carer consumer passenger traveller listener player author candidate worker analyst operator
  administrator tester designer recruiter borrower investor policyholder claimant voter neighbour newcomer refugee survivor creator freelancer contractor
  retailer restaurant farmer installer technician dispatcher courier officer professional expert person signatory account-holder business shop firm company
  organisation organization school hospital charity clinic stakeholder prospect trialist attendee commuter rider host landlord mother father midwife pharmacist`,
  ),
  ...words(
    'hires managers leaders directors executives editors viewers planners people children staff women men youth public crew personnel adults first-timers elderly community communities everyone everybody',
  ),
]);
/** Groups that count only as "for the …", since they also name who does the work. Source: methods.md 5.2. */
export const TEAMS: ReadonlySet<string> = nouns('team department squad unit group desk line office division');
/** Roles of one worker, in the singular. Source: methods.md 5.2. */
export const WORKERS: ReadonlySet<string> = new Set(
  words(
    `developer engineer agent tester designer programmer analyst operator employee teammate salesperson seller rep nurse doctor consultant manager lead
  architect administrator colleague member person worker clerk recruiter technician accountant`,
  ),
);
/** Titles before a person's name. Source: methods.md 5.2. */
export const TITLES: ReadonlySet<string> = new Set(words('mr mrs ms miss dr prof professor sir madam sister'));
/** Verbs by which one person is measured: "Tom handles", "Anna closes". Source: methods.md 5.2. */
export const WORK_VERBS: ReadonlySet<string> = new Set(
  words(
    'closes handles completes fixes delivers ships writes merges resolves answers makes sells finishes commits reviews processes reaches cuts reduces raises improves takes works',
  ),
);

/** Common given names of many countries; names that are also months, places, tools or plain words are left out. Source: methods.md 5.2. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  words(
    `aaron abdul abigail adam adrian agnes ahmed aisha alan albert alejandro alessandro alex alexander alexandra alfred ali alice alicia amanda amelia amir amy ana
  anastasia anders andre andrea andreas andrew angela anita anja ann anna anne annie antonio arjun arthur astrid barbara beatriz ben benjamin bernd beth betty bob boris
  brandon brenda brian bruno camila carl carla carlos carmen caroline catherine cathy cecilia charles chen chloe chris christian christina christine christopher clara claire
  claudia colin connor cristina cynthia dan daniel daniela danielle dave david deborah deepak denise dennis derek diana diego dieter dimitri dmitri dominik donald donna dora
  dorothy doug douglas duncan edith eduardo edward elena eleanor eli elias elisa elizabeth ella ellen emily emma eric erica erik erika ernst esther ethan eva evelyn
  fatima felix fernando fiona francesca francis francisco francois franz fred frederik frieda gabriel gary geoff george gerald gina giovanni giulia gordon greg gregory guido
  gustav hans harald harold harry hassan heather heidi heinz helen helena helga henrik henry hilda hiroshi holly howard hugo ian ibrahim ida igor ines ingrid irene isaac
  isabel isabella ivan jacob jakob james jamie jan jane janet jasmine jason javier jean jeff jennifer jenny jeremy jerry jesse jessica jim jin joan joanna joe joel johan
  johanna john johnny jonas jonathan jorge jose josef joseph joshua juan judith judy juergen julian julie jun karen karin karl kate katherine kathleen katja katrin keith
  kelly ken kenneth kenji kevin kim klaus kristin kumar kyle lars laura lauren lea lee lena leo leon leonie leslie li liam lian lina linda lisa liz lorenzo louis louise luca
  lucas lucia lucy luis luisa lukas lydia magda maria mariam marie marina mario marion mark markus marta martha martin martina mary mateo matt matthew matthias max maya mei
  melanie melissa michael michelle miguel mike mila milan mohamed mohammed monica monika muhammad nadia nancy naomi natalia natalie nathan neil nicholas nick nicola nicolas
  nicole nigel niklas nina noah nora norbert olaf olga oliver olivia omar oskar otto pablo paolo pascal patricia patrick paul paula pavel pedro peggy peter petra phil
  philip philipp pierre piotr priya qiang rachel rahul rajesh ralf ralph ramon raphael rashid ravi raymond rebecca renate ricardo richard rita rob robert roberto robin
  rodrigo roger roland ron ronald rosa rosalind ross roy rudolf russell ruth ryan sabine salim sally sam samantha samir samuel sandra sanjay sara sarah sasha scott sean
  sebastian sergei sergio shirley silvia simon sofia sonia sophia sophie stefan stefanie stella stephan stephanie stephen steve steven stuart sunil susan susanne suzanne
  sven sylvia takashi tamara tanja tanya tara tatiana ted teresa theo theresa thomas tim timothy tina tobias todd tom tomas tony tracy trevor uli ulrich ulrike ursula
  valentina valeria vanessa vera veronica vijay viktor vincent vladimir walter wanda wei wendy werner wilhelm william wolfgang xavier yasmin yolanda yuki yusuf yvonne zoe`,
  ),
);
