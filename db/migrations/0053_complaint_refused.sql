ALTER TABLE "complaint" ADD COLUMN "refused_code" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD COLUMN "refused_doing" text;--> statement-breakpoint
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_refused" CHECK (("complaint"."refused_code" is null) = ("complaint"."refused_doing" is null));