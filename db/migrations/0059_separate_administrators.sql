ALTER TABLE "staff_role" DROP CONSTRAINT "staff_role_known";--> statement-breakpoint
ALTER TABLE "staff_event" DROP CONSTRAINT "staff_event_role";--> statement-breakpoint
CREATE INDEX "audit_entry_at" ON "audit_entry" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_entry_actor" ON "audit_entry" USING btree ("actor_id","at");--> statement-breakpoint
ALTER TABLE "staff_role" ADD CONSTRAINT "staff_role_known" CHECK ("staff_role"."role" in ('officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator', 'security_administrator', 'audit_administrator'));--> statement-breakpoint
ALTER TABLE "staff_event" ADD CONSTRAINT "staff_event_role" CHECK ("staff_event"."role" in ('officer', 'guide', 'liaison', 'handler', 'unit_head', 'supervisor', 'administrator', 'security_administrator', 'audit_administrator'));--> statement-breakpoint
-- by hand
CREATE FUNCTION staff_role_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE separate CONSTANT text[] := ARRAY['administrator', 'security_administrator', 'audit_administrator'];
BEGIN
  IF NEW.role = ANY (separate) THEN
    -- of two at once the second sees the first
    PERFORM pg_advisory_xact_lock(hashtextextended('staff_role ' || NEW.person_id, 0));
    IF EXISTS (SELECT FROM "staff_role" r WHERE r.person_id = NEW.person_id AND r.role <> NEW.role AND r.role = ANY (separate)) THEN
      RAISE EXCEPTION 'one person holds one of the three kinds of administrators' USING ERRCODE = 'check_violation', CONSTRAINT = 'staff_role_apart';
    END IF;
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER staff_role_apart BEFORE INSERT OR UPDATE ON "staff_role" FOR EACH ROW EXECUTE FUNCTION staff_role_apart();
