CREATE TABLE "retention_run" (
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"kept_since" timestamp(3) with time zone NOT NULL,
	"removed" integer NOT NULL,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "retention_run_kind_day_pk" PRIMARY KEY("kind","day")
);
--> statement-breakpoint
-- A history stays as it is. At the end of its time (K5) its words are emptied and who acted goes; an account that joins another takes its acts
-- along. The one argument is the column with the words.
CREATE FUNCTION history_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := to_jsonb(OLD);
  after jsonb := to_jsonb(NEW);
BEGIN
  IF after - 'actor_id' - TG_ARGV[0] = before - 'actor_id' - TG_ARGV[0]
    AND (after -> TG_ARGV[0] = before -> TG_ARGV[0] OR after ->> TG_ARGV[0] = '')
    AND (after -> 'actor_id' IS NOT DISTINCT FROM before -> 'actor_id' OR after ->> 'actor_id' IS NULL OR TG_TABLE_NAME = 'case_event') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION '% is not altered', TG_TABLE_NAME;
END $$;
--> statement-breakpoint
DROP TRIGGER urgent_request_event_keeps ON "urgent_request_event";--> statement-breakpoint
CREATE TRIGGER urgent_request_event_keeps BEFORE DELETE OR TRUNCATE ON "urgent_request_event" EXECUTE FUNCTION urgent_request_event_keeps();
--> statement-breakpoint
DROP TRIGGER notice_call_event_keeps ON "notice_call_event";--> statement-breakpoint
CREATE TRIGGER notice_call_event_keeps BEFORE DELETE OR TRUNCATE ON "notice_call_event" EXECUTE FUNCTION notice_call_event_keeps();
--> statement-breakpoint
DROP TRIGGER remedy_event_keeps ON "remedy_event";--> statement-breakpoint
CREATE TRIGGER remedy_event_keeps BEFORE DELETE OR TRUNCATE ON "remedy_event" EXECUTE FUNCTION remedy_event_keeps();
--> statement-breakpoint
CREATE TRIGGER acceptance_event_words BEFORE UPDATE ON "acceptance_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('note');
--> statement-breakpoint
CREATE TRIGGER appointment_event_words BEFORE UPDATE ON "appointment_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('note');
--> statement-breakpoint
CREATE TRIGGER case_event_words BEFORE UPDATE ON "case_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER complaint_event_words BEFORE UPDATE ON "complaint_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER consultation_event_words BEFORE UPDATE ON "consultation_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER home_visit_event_words BEFORE UPDATE ON "home_visit_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER notice_call_event_words BEFORE UPDATE ON "notice_call_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER queue_ticket_event_words BEFORE UPDATE ON "queue_ticket_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('note');
--> statement-breakpoint
CREATE TRIGGER rating_words BEFORE UPDATE ON "rating" FOR EACH ROW EXECUTE FUNCTION history_keeps('words');
--> statement-breakpoint
CREATE TRIGGER remedy_event_words BEFORE UPDATE ON "remedy_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER return_visit_event_words BEFORE UPDATE ON "return_visit_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
--> statement-breakpoint
CREATE TRIGGER urgent_request_event_words BEFORE UPDATE ON "urgent_request_event" FOR EACH ROW EXECUTE FUNCTION history_keeps('text');
