-- Which ten products sell best in each category, by units, canceled orders aside?
WITH lines AS (
    -- Athena spreads a row over columns when it unnests an array of rows; unnesting positions instead keeps the item whole in both engines.
    SELECT o.orderid, o.items[n.i] AS item
    FROM checkout_current AS o
    CROSS JOIN UNNEST(sequence(1, cardinality(o.items))) AS n (i)
    WHERE o.status <> 'canceled' AND cardinality(o.items) > 0
),
sales AS (
    -- No sum of money: an order has the currency of its store, and currencies do not add up.
    SELECT
        l.item.productcategories[n.i].name AS category,
        l.item.productid AS product_id,
        max(l.item.name) AS product,
        count(DISTINCT l.orderid) AS orders,
        sum(l.item.quantity) AS units
    FROM lines AS l
    CROSS JOIN UNNEST(sequence(1, cardinality(l.item.productcategories))) AS n (i)
    WHERE cardinality(l.item.productcategories) > 0
    GROUP BY l.item.productcategories[n.i].name, l.item.productid
),
ranked AS (
    SELECT
        s.*,
        row_number() OVER (PARTITION BY s.category ORDER BY s.units DESC, s.product_id) AS place
    FROM sales AS s
)
SELECT category, place, product_id, product, orders, units
FROM ranked
WHERE place <= 10
ORDER BY category, place
