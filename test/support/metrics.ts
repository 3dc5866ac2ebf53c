/** What /metrics says, as a monitoring system reads it. */

export type Scrape = {
  /** Value of one series, e.g. 'eblinc_sync_queue_length' or 'eblinc_feed_subscribers{feed="runs"}'; undefined when absent. */
  value(series: string): number | undefined
  /** All series of one metric: its labels, as text, with its value. */
  series(metric: string): Record<string, number>
}

export async function scrape(url: string): Promise<Scrape> {
  const response = await fetch(`${url}/metrics`)
  const lines = (await response.text()).split('\n').filter((line) => line && !line.startsWith('#'))
  const values = new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ')
      return [line.slice(0, end), Number(line.slice(end + 1))]
    }),
  )
  return {
    value: (series) => values.get(series),
    series: (metric) =>
      Object.fromEntries(
        [...values].flatMap(([name, value]) =>
          name.startsWith(`${metric}{`) ? [[name.slice(metric.length + 1, -1), value]] : [],
        ),
      ),
  }
}
