/** The faults that Nmbrs answers with. */

/** Codes and titles of Nmbrs that a sync can meet. */
const titles = {
  1001: 'Invalid Authentication',
  1002: 'Unauthorized Access',
  1003: 'Unauthorized Access Data',
  1004: 'Disabled, no valid subscription',
  1006: 'Generic login security failure',
  2003: 'Unauthorized employee',
  2004: 'Unauthorized company',
  2006: 'Invalid Period',
  2009: 'Unauthorized debtor',
  9999: 'Unknown',
} as const

export type NmbrsFaultCode = keyof typeof titles

/** Client: the request is wrong. Server: Nmbrs would not or could not answer. VersionMismatch: an envelope of the other SOAP. */
export type FaultParty = 'Client' | 'Server' | 'VersionMismatch'

/** Answered as soap:Fault; the message is its faultstring. */
export class SoapFault extends Error {
  readonly party: FaultParty

  constructor(party: FaultParty, message: string) {
    super(message)
    this.party = party
  }
}

export const nmbrsFault = (code: NmbrsFaultCode): SoapFault =>
  new SoapFault('Server', `Server was unable to process request. ---> ${code}: ${titles[code]}`)
