/** Starts the page in the document. */
import { render } from 'preact'
import { Playground } from './playground.tsx'
import './style.css'

render(<Playground />, document.body)
