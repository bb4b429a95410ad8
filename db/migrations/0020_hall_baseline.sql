CREATE TABLE "hall_baseline" (
	"hall_id" text NOT NULL,
	"seq" integer NOT NULL,
	"visit_minutes" real NOT NULL,
	"reason" text NOT NULL,
	"entered_by" text NOT NULL,
	"entered_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "hall_baseline_hall_id_seq_pk" PRIMARY KEY("hall_id","seq"),
	CONSTRAINT "hall_baseline_positive" CHECK ("hall_baseline"."visit_minutes" > 0)
);
--> statement-breakpoint
ALTER TABLE "hall_baseline" ADD CONSTRAINT "hall_baseline_hall_id_hall_id_fk" FOREIGN KEY ("hall_id") REFERENCES "public"."hall"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hall_baseline" ADD CONSTRAINT "hall_baseline_entered_by_person_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;