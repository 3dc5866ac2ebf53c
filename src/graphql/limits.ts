/**
 * How much anyone may ask of this server, all in one place. Each limit lies far above what a screen of EBlinC needs, and far
 * below what would keep others waiting. What is counted per user or per address is counted by each instance for itself.
 */
export const limits = {
  /** Bytes of the body of a request. The largest real one is an operation with its variables: some 5 KB. */
  body: 1_000_000,
  /** Bytes of one WebSocket message, for the same operations. */
  frame: 65_536,

  /** Characters of a document: what is longer is not even looked at. */
  characters: 50_000,
  /** Names, numbers and brackets in a document. The largest here has 200, and to validate 2,000 takes at most 50 ms. */
  tokens: 2_000,
  /** Operations in a document: only one of them runs. */
  operations: 20,
  /** Fragments: validation compares each with each. */
  fragments: 100,
  /** Fields under another name, with which one field can be asked over and over. */
  aliases: 100,
  /** A screen includes or skips a few parts. */
  directives: 50,
  /** Levels of nesting. The deepest that a screen needs is 10: companies, participants, mutations, changes. */
  depth: 12,
  /** Values in the answer at most: a full page of 100 companies with 20 mutations each, in a dozen fields. */
  complexity: 50_000,
  /** Values in each event of a subscription, which comes over and over: 100 mutations with their changes take 5,000. */
  eventComplexity: 10_000,
  /** Changes in one operation: a screen makes one. */
  mutations: 10,
  /** Values in a list that is given: the longest list of choices has 20. */
  values: 1_000,
  /** Documents that are remembered after they were found good, by what was asked last. */
  rememberedDocuments: 100,

  /** Operations of one user in a minute, which may come all at once: a screen that opens asks some ten. */
  requestsPerMinute: 1_200,
  /** Sockets and streams of events of one user: that many windows are open at once. */
  streamsPerUser: 50,
  /** Sockets from one address: an office of hundreds shares one. */
  socketsPerAddress: 500,
  /** Subscriptions on one socket: a window follows a few lists. */
  subscriptionsPerSocket: 50,
  /** Subscriptions of one user, on all sockets and streams together. */
  subscriptionsPerUser: 250,
  /** Tests of a link, links that are stored and exports of a participant that one user has under way: each keeps Nmbrs or us busy. */
  errandsPerUser: 1,
  /** Messages on one socket in 10 seconds: enough to begin and end all its subscriptions. */
  messagesPerSocket: 200,
} as const

/** Milliseconds that a client gets. */
export const deadlines = {
  /** From the opening of a socket to its first message, with the token. */
  init: 10_000, // 10 seconds
  /** For the headers of a request, which one packet holds. */
  headers: 5_000, // 5 seconds
  /** For a whole request: 1 MB over a slow mobile line. */
  request: 60_000, // 1 minute
} as const

export const defaultPageSize = 20
export const largestPageSize = 100

/** Rows of a list that is not paged but may be long, such as the planned mutations of a run. */
export const longList = { multiplier: 100 }

/** A change that makes many calls to Nmbrs, or opens all that a company has: four at most in one operation. */
export const dearChange = { field: 12_000 }

type PageArguments = { first?: number | null; last?: number | null }

/** One row more than the page is read, to know whether there is a next one: so a page of none reads one, too. */
export const complexityOfPage = ({ first, last }: PageArguments) => ({
  multiplier: (first ?? last ?? defaultPageSize) + 1,
})
