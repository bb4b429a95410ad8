-- How many stand in a line up to this turn: counted by the owner, since whoever waits sees only the own row (db/policies.ts).
CREATE FUNCTION place_in_line(of_hall text, of_day date, turn_lot integer, turn_number bigint) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT count(*) FROM wait_entry o WHERE o.hall_id = of_hall AND o.day = of_day AND o.status IN ('waiting', 'offered')
    AND (coalesce(o.lot, 2147483647), o.number) <= (coalesce(turn_lot, 2147483647), turn_number)
$$;
