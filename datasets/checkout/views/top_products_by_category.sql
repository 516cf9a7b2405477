-- Which ten products sell best in each category, by units, without canceled orders?
WITH lines AS (
    -- When Athena unnests an array of rows, it makes a column per field. Unnesting the positions keeps the item whole in both engines.
    SELECT o.orderid, o.items[n.i] AS item
    FROM checkout_current AS o
    CROSS JOIN UNNEST(sequence(1, cardinality(o.items))) AS n (i)
    WHERE o.status <> 'canceled' AND cardinality(o.items) > 0
),
sales AS (
    -- There is no sum of money, because each store has its own currency and currencies cannot be added.
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
