CREATE TABLE "catalogue_load" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue_load_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"loaded_at" timestamp(3) with time zone NOT NULL,
	"loaded_by" text NOT NULL,
	"source" text NOT NULL,
	"digest" text NOT NULL,
	"changes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checklist_change" (
	"checklist_id" text NOT NULL,
	"to_version" integer NOT NULL,
	"effective_from" date NOT NULL,
	"change" jsonb,
	"needs_answers" boolean NOT NULL,
	"told_at" timestamp(3) with time zone,
	"found_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "checklist_change_checklist_id_to_version_pk" PRIMARY KEY("checklist_id","to_version")
);
--> statement-breakpoint
CREATE TABLE "procedure_notice" (
	"code" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"content" jsonb NOT NULL,
	"search_keys" jsonb NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notice" DROP CONSTRAINT "notice_kind";--> statement-breakpoint
ALTER TABLE "checklist" ADD COLUMN "given" jsonb;--> statement-breakpoint
ALTER TABLE "service_item" ADD COLUMN "effective_until" date;--> statement-breakpoint
ALTER TABLE "checklist_change" ADD CONSTRAINT "checklist_change_checklist_id_checklist_id_fk" FOREIGN KEY ("checklist_id") REFERENCES "public"."checklist"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_notice" ADD CONSTRAINT "procedure_notice_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checklist_item" ON "checklist" USING btree ("item_code","expires_at");--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_kind" CHECK ("notice"."kind" in ('appointment_booked', 'appointment_confirmed', 'appointment_declined', 'appointment_moved', 'appointment_cancelled', 'ticket_called', 'appointment_fulfilled', 'appointment_extra_wanted', 'appointment_list_changed', 'checklist_changed', 'case_received', 'case_contacted', 'case_accepted', 'case_materials_wanted', 'case_completed', 'case_declined', 'staff_case_assigned', 'staff_case_disputed', 'staff_case_supplied', 'staff_case_withdrawn', 'staff_appointment_booked', 'staff_extra_settled'));