CREATE TABLE "duty_event" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"action" text NOT NULL,
	"actor_id" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "duty_event_action" CHECK ("duty_event"."action" in ('contact', 'assign', 'free'))
);
--> statement-breakpoint
CREATE TABLE "duty_shift" (
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"shift" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "duty_shift_unit_id_day_shift_pk" PRIMARY KEY("unit_id","day","shift"),
	CONSTRAINT "duty_shift_shift" CHECK ("duty_shift"."shift" in ('day', 'night'))
);
--> statement-breakpoint
ALTER TABLE "duty_event" ADD CONSTRAINT "duty_event_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_event" ADD CONSTRAINT "duty_event_actor_id_person_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duty_shift" ADD CONSTRAINT "duty_shift_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "duty_event_unit" ON "duty_event" USING btree ("unit_id","at");--> statement-breakpoint
CREATE INDEX "duty_shift_person" ON "duty_shift" USING btree ("person_id","day");
--> statement-breakpoint
-- by hand
CREATE FUNCTION duty_event_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history of a channel is not altered';
END $$;--> statement-breakpoint
CREATE TRIGGER duty_event_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON "duty_event" EXECUTE FUNCTION duty_event_keeps();
