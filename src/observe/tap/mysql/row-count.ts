/** Rows that pass without being read. */
export interface RowCount {
  rows: number;
}
