# Rows of results.json from lines "network,bits,when," and a row of curve.csv.
function tolerable(n, bits, when,   i, rate, before, loss, last) {
  last = 100 * (float[n] - top[n, bits, when, 0])
  if (last > 1) return 0
  before = 0
  for (i = 1; i <= rates[n]; i++) {
    rate = at[n, i]; loss = 100 * (float[n] - top[n, bits, when, rate])
    if (loss > 1) return before == 0 ? 0 : exp(log(before) + (1 - last) / (loss - last) * log(rate / before))
    before = rate; last = loss
  }
  return before
}
function row(n, bits, rate, ci, count) {
  return sprintf("  {\"network\": \"%s\", \"bits\": %d, \"ber\": %g, \"top1_before\": %.6f, \"top1_after\": %.6f, \"ci\": %s, \"maps\": %d}", \
    n, bits, rate, top[n, bits, "before", rate], top[n, bits, "after", rate], ci, count)
}
{ n = $1; bits = $2; when = $3; kind = $4; rate = $7 + 0 }
!((n, bits) in seen) { seen[n, bits] = 1; jobs++; job_n[jobs] = n; job_bits[jobs] = bits }
kind == "float" && when == "before" { float[n] = $9 }
kind == "error_free" { top[n, bits, when, 0] = $9 }
kind == "errors" {
  top[n, bits, when, rate] = $9; low[n, bits, when, rate] = $10; high[n, bits, when, rate] = $11
  if (!((n, rate) in known)) { known[n, rate] = 1; at[n, ++rates[n]] = rate }
}
END {
  print "["
  for (j = 1; j <= jobs; j++) {
    n = job_n[j]; bits = job_bits[j]
    print row(n, bits, 0, "null", 0) ","
    for (i = 1; i <= rates[n]; i++) {
      r = at[n, i]
      print row(n, bits, r, sprintf("{\"before\": [%.6f, %.6f], \"after\": [%.6f, %.6f]}", low[n, bits, "before", r], \
        high[n, bits, "before", r], low[n, bits, "after", r], high[n, bits, "after", r]), maps) ","
    }
  }
  for (j = 1; j <= jobs; j++) {
    n = job_n[j]; bits = job_bits[j]
    printf "  {\"network\": \"%s\", \"bits\": %d, \"float_top1\": %.6f, \"tolerable_ber_before\": %.3g, \"tolerable_ber_after\": %.3g}%s\n", \
      n, bits, float[n], tolerable(n, bits, "before"), tolerable(n, bits, "after"), j < jobs ? "," : ""
  }
  print "]"
}
