-- How many orders ever reached each status, and what share of all orders is that?
WITH placed AS (
    SELECT count(DISTINCT orderid) AS orders
    FROM checkout
)
SELECT
    c.status,
    count(DISTINCT c.orderid) AS orders,
    CAST(100.0 * count(DISTINCT c.orderid) / max(p.orders) AS decimal(4, 1)) AS percent_of_orders,
    min(c.lastchange) AS first_seen,
    max(c.lastchange) AS last_seen
FROM checkout AS c
CROSS JOIN placed AS p
GROUP BY c.status
ORDER BY orders DESC, c.status
