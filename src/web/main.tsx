/** Starts the page in the document. */
import { render } from 'preact'
import { App } from './app.tsx'
import './style/base.css'
import './style/frame.css'
import './style/controls.css'
import './style/parts.css'
import './style/lists.css'

render(<App />, document.body)
