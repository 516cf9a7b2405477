-- How many item deliveries does each carrier have in each state, and what does shipping one cost?
WITH deliveries AS (
    SELECT o.orderid, o.shippingdata.address.state AS state, o.shippingdata.logisticsinfo[n.i] AS delivery
    FROM fulfillment_current AS o
    CROSS JOIN UNNEST(sequence(1, cardinality(o.shippingdata.logisticsinfo))) AS n (i)
    WHERE o.status <> 'canceled' AND cardinality(o.shippingdata.logisticsinfo) > 0
)
SELECT
    d.delivery.deliverycompany AS carrier,
    d.state,
    count(DISTINCT d.orderid) AS orders,
    count(*) AS deliveries,
    round(CAST(sum(d.delivery.sellingprice) AS decimal(18, 2)) / 100 / count(*), 2) AS shipping_per_delivery
FROM deliveries AS d
GROUP BY d.delivery.deliverycompany, d.state
ORDER BY deliveries DESC, carrier, d.state
