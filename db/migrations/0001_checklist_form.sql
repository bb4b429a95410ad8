CREATE TABLE "checklist_form" (
	"checklist_id" text NOT NULL,
	"person_id" text NOT NULL,
	"state" text NOT NULL,
	"content_sealed" "bytea" NOT NULL,
	"version" integer NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "checklist_form_checklist_id_person_id_pk" PRIMARY KEY("checklist_id","person_id"),
	CONSTRAINT "checklist_form_state" CHECK ("checklist_form"."state" in ('draft', 'filled'))
);
--> statement-breakpoint
ALTER TABLE "checklist_form" ADD CONSTRAINT "checklist_form_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_form" ADD CONSTRAINT "checklist_form_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checklist_form_expiry" ON "checklist_form" USING btree ("expires_at");