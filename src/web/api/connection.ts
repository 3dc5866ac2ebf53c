/** Whether live updates come in. Components ask anew when `restored` changes: they may have missed something. */
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export type Connection = {
  isUp: boolean
  /** How often a broken connection came back. */
  restored: number
}

export const ConnectionContext = createContext<Connection>({ isUp: true, restored: 0 })

export const useConnection = (): Connection => useContext(ConnectionContext)
