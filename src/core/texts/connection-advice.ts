/** What to do about a link to Nmbrs after a test of it, in plain words: what is missing, and where in Nmbrs it is set. */
import { isReady, type LinkCall, type LinkRight, type LinkService, type LinkTest, linkCalls } from '../connection.ts'
import type { Locale } from './index.ts'

/** What comes after a test that went well. CONFIGURE: what was tested is not stored yet. */
export type NextStep = 'CONFIGURE' | 'ENABLE' | 'NONE'

type Words = {
  noCompany: string
  moreCompanies: (count: number, names: string) => string
  notThisCompany: (id: number, names: string) => string
  none: string
  andMore: (count: number) => string
  missingRights: string
  ofOneCompany: string
  ofService: (service: LinkService, calls: string) => string
  /** What each call is for. */
  purposes: Record<LinkCall, string>
  optional: (call: string, consequence: string) => string
  /** What does not work without a call that a sync can do without; a call that nobody misses has none. */
  consequences: Partial<Record<LinkCall, string>>
  ready: (company: string) => string
  nextSteps: Record<NextStep, string>
}

const words: Record<Locale, Words> = {
  nl: {
    noCompany:
      'Het account ziet geen enkel bedrijf. Zet in Nmbrs het filter van het account op het bedrijf dat u wilt koppelen.',
    moreCompanies: (count, names) =>
      `Het account ziet ${count} bedrijven: ${names}. Een koppeling is van één bedrijf, nooit van een groep: kies dat bedrijf bij het koppelen, of zet in Nmbrs het filter van het account op dat ene bedrijf.`,
    notThisCompany: (id, names) =>
      `Het account ziet het gekoppelde bedrijf (id ${id}) niet; wel: ${names}. Zet in Nmbrs het filter van het account goed, of stel de koppeling opnieuw in.`,
    none: 'geen enkel',
    andMore: (count) => `en nog ${count}`,
    missingRights:
      'Het account mist rechten die nodig zijn. Zet ze in Nmbrs aan onder Instellingen > User templates: klik bij het sjabloon van dit account op het tandwiel onder API en vink aan wat hieronder staat. Dat kan alleen wie met een accountantslogin schrijfrechten heeft op het dashlet ‘template users’. Het werkt meteen; test daarna opnieuw.',
    ofOneCompany: 'Een koppeling is van één bedrijf, nooit van een groep.',
    ofService: (service, calls) => `Bij ${service}: ${calls}.`,
    purposes: {
      List_GetAll: 'welke bedrijven het account ziet',
      Company_GetCurrentPeriod: 'lopende loonperiode',
      Schedule_GetCurrent: 'fulltime uren van het bedrijf',
      Environment_Get: 'domein van de omgeving',
      EmployeeType_GetList: 'soorten werknemers',
      List_GetByCompany: 'wie er werken en werkten',
      PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany: 'persoonsgegevens zonder BSN',
      PersonalInfo_GetAll_AllEmployeesByCompany: 'persoonsgegevens met BSN',
      PersonalInfo_GetCurrent: 'persoonsgegevens van één werknemer',
      Employment_GetAll_AllEmployeesByCompany: 'in en uit dienst',
      Contract_GetAll_AllEmployeesByCompany: 'contracten: stagiairs',
      SVW_GetAll_AllEmployeesByCompany: 'sociale verzekeringen: stagiairs en oproepkrachten',
      Salary_GetAll_AllEmployeesByCompany: 'salarissen',
      Schedule_GetAll_AllEmployeesByCompany: 'roosters en parttimepercentage',
      Address_GetAll_AllEmployeesByCompany: 'adressen',
      BankAccount_GetListCurrent: 'bankrekeningen',
    },
    optional: (call, consequence) => `Niet nodig, wel beter om ook aan te zetten: ${call}. ${consequence}`,
    consequences: {
      Environment_Get:
        'Zonder deze aanroep zoekt EBlinC het domein niet zelf op: geef het op bij het instellen als u het weet.',
      EmployeeType_GetList:
        'Zonder deze aanroep ziet EBlinC niet welke soorten werknemers er zijn en neemt het soort 2 aan, de loonlijst. Controleer dan de instelling Werknemerstypen.',
      PersonalInfo_GetCurrent:
        'Zonder deze aanroep kan EBlinC niet nakijken wie in een lijst ontbreekt. Zo’n lezing is onvolledig: dan gaat die nacht niemand uit dienst.',
      PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany:
        'Nu gebruikt EBlinC de aanroep waar ook het BSN in staat, en gooit het BSN weg voordat er iets wordt bewaard.',
    },
    ready: (company) => `In orde: het account leest ${company} en mag alles wat een synchronisatie nodig heeft.`,
    nextSteps: {
      CONFIGURE: 'Volgende stap: leg de koppeling met deze gegevens vast (Koppelen). Zij staat dan nog uit.',
      ENABLE:
        'Volgende stap: een proefsynchronisatie laat zien wat er verandert; zet de koppeling daarna aan (Aanzetten).',
      NONE: 'De koppeling staat aan en leest Nmbrs elke nacht: er is niets te doen.',
    },
  },
  en: {
    noCompany:
      'The account sees no company at all. Set the filter of the account in Nmbrs to the company that you want to link.',
    moreCompanies: (count, names) =>
      `The account sees ${count} companies: ${names}. A link is of one company, never of a group: choose that company when you link it, or set the filter of the account in Nmbrs to that one company.`,
    notThisCompany: (id, names) =>
      `The account does not see the linked company (id ${id}); it sees: ${names}. Set the filter of the account in Nmbrs right, or configure the link anew.`,
    none: 'none at all',
    andMore: (count) => `and ${count} more`,
    missingRights:
      'The account lacks rights that are needed. Switch them on in Nmbrs under Settings > User templates: click the cog under API at the template of this account, and tick what is listed below. That takes an accountant’s login with write access to the dashlet ‘template users’. It works at once; then test again.',
    ofOneCompany: 'A link is of one company, never of a group.',
    ofService: (service, calls) => `At ${service}: ${calls}.`,
    purposes: {
      List_GetAll: 'which companies the account sees',
      Company_GetCurrentPeriod: 'current payroll period',
      Schedule_GetCurrent: 'full-time hours of the company',
      Environment_Get: 'domain of the environment',
      EmployeeType_GetList: 'types of employees',
      List_GetByCompany: 'who works and worked there',
      PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany: 'personal information without BSN',
      PersonalInfo_GetAll_AllEmployeesByCompany: 'personal information with BSN',
      PersonalInfo_GetCurrent: 'personal information of one employee',
      Employment_GetAll_AllEmployeesByCompany: 'joining and leaving',
      Contract_GetAll_AllEmployeesByCompany: 'contracts: trainees',
      SVW_GetAll_AllEmployeesByCompany: 'social insurance: trainees and on-call workers',
      Salary_GetAll_AllEmployeesByCompany: 'salaries',
      Schedule_GetAll_AllEmployeesByCompany: 'work schedules and part-time percentage',
      Address_GetAll_AllEmployeesByCompany: 'addresses',
      BankAccount_GetListCurrent: 'bank accounts',
    },
    optional: (call, consequence) => `Not needed, but better switched on as well: ${call}. ${consequence}`,
    consequences: {
      Environment_Get:
        'Without this call EBlinC does not look up the domain by itself: give it when you configure the link, if you know it.',
      EmployeeType_GetList:
        'Without this call EBlinC does not see which types of employees there are, and takes type 2, the payroll. Check the setting for employee types then.',
      PersonalInfo_GetCurrent:
        'Without this call EBlinC cannot look up who is missing in a list. Such a reading is incomplete: nobody leaves that night.',
      PersonalInfoWithoutBSN_Get_GetAllEmployeesByCompany:
        'For now EBlinC uses the call that has the BSN as well, and throws the BSN away before anything is kept.',
    },
    ready: (company) => `All is well: the account reads ${company} and may do all that a sync needs.`,
    nextSteps: {
      CONFIGURE: 'Next step: store the link with these credentials (Link). It is still off then.',
      ENABLE: 'Next step: a preview shows what will change; then switch the link on (Switch on).',
      NONE: 'The link is on and reads Nmbrs every night: there is nothing to do.',
    },
  },
}

/** What a call is for, e.g. "salarissen". */
export const callPurpose = (call: LinkCall, locale: Locale): string => words[locale].purposes[call]

/**
 * First, when a sync can be done, that all is well and what the next step is; then one line per thing to do. Always says
 * that a link is of one company.
 */
export function connectionAdvice(test: LinkTest, nextStep: NextStep, locale: Locale): string[] {
  const { companies, companyId, rights } = test
  const { ready, ofOneCompany, nextSteps } = words[locale]
  const mustChoose = companyId === null && companies.length > 1
  const company = isReady(test) && !mustChoose ? companies.find(isMeant(companyId)) : undefined
  return [
    ...(company ? [`${ready(company.name)} ${ofOneCompany} ${nextSteps[nextStep]}`] : []),
    ...aboutCompanies(test, words[locale]),
    ...aboutRights(rights, words[locale]),
    ...(company || mustChoose ? [] : [ofOneCompany]),
  ]
}

const isMeant =
  (companyId: number | null) =>
  ({ id }: { id: number }) =>
    companyId === null || id === companyId

function aboutCompanies({ companies, companyId, rights }: LinkTest, words: Words): string[] {
  if (!rights.some(({ call, allowed }) => call === 'List_GetAll' && allowed)) return []
  const names = namesOf(companies, words)
  if (companyId !== null) return companies.some(isMeant(companyId)) ? [] : [words.notThisCompany(companyId, names)]
  if (companies.length === 0) return [words.noCompany]
  return companies.length > 1 ? [words.moreCompanies(companies.length, names)] : []
}

const mostNames = 10

function namesOf(companies: LinkTest['companies'], words: Words): string {
  if (companies.length === 0) return words.none
  const names = companies.slice(0, mostNames).map(({ id, name }) => `${name} (id ${id})`)
  const others = companies.length - names.length
  return [...names, ...(others > 0 ? [words.andMore(others)] : [])].join(', ')
}

function aboutRights(rights: readonly LinkRight[], words: Words): string[] {
  const missing = rights.filter((right) => !right.allowed)
  const needed = missing.filter((right) => right.required)
  return [
    ...(needed.length > 0 ? [words.missingRights] : []),
    ...(Object.keys(linkCalls) as LinkService[]).flatMap((service) => {
      const calls = needed.filter((right) => right.service === service).map(({ call }) => call)
      const listed = calls.map((call) => `${call} (${words.purposes[call]})`).join(', ')
      return calls.length > 0 ? [words.ofService(service, listed)] : []
    }),
    ...missing.flatMap(({ service, call, required }) => {
      const consequence = required ? undefined : words.consequences[call]
      return consequence ? [words.optional(`${service}.${call}`, consequence)] : []
    }),
  ]
}
